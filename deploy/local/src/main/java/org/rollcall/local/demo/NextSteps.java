package org.rollcall.local.demo;

import java.io.PrintStream;
import org.rollcall.campus.Account;
import org.rollcall.campus.Account.Mail;
import org.rollcall.local.demo.Suite.Part;

/** Tells where to look next, with commands that can be pasted. */
final class NextSteps {

    private final Suite suite;
    private final PrintStream out;

    NextSteps(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    /** Follows one student from the account who is asked to an interview. */
    void print(Account account) {
        Mail mail = account.mails().keySet().stream()
                .filter(each -> each.template().equals("interview-required"))
                .findFirst()
                .orElseThrow();
        String student = mail.studentId();
        out.println("\nWHERE TO LOOK NEXT");
        out.printf("  With a token, which lasts for an hour:%n    TOKEN=$(./rollcall token %s)%n", suite.user());
        curl("A student who vanished, week by week", Part.ENGAGEMENT, "/students/" + student + "/engagement");
        curl("The sessions behind these weeks", Part.ATTENDANCE, "/students/" + student + "/attendance?size=10");
        curl("The case that was opened", Part.CASES, "/cases?student=" + student);
        curl("All who are to be invited to an interview", Part.CASES, "/cases?state=InterviewRequired");
        curl("What was written to the student", Part.NOTIFICATIONS, "/emails?student=" + student);
        out.printf(
                "  The first of these e-mails, in the student's mailbox:%n    curl -s 'imap://127.0.0.1:%d/INBOX;MAILINDEX=1' -u '%s:any'%n",
                suite.imapPort(), mail.to());
        curl("Swipes that were refused, and why", Part.ATTENDANCE, "/rejections?topic=attendance.swipes&size=10");
        curl("Swipes of no known card or session", Part.ATTENDANCE, "/unmatched?kind=SWIPE&size=10");
        out.println(
                "  ./rollcall status shows what runs where, ./rollcall clock what time it is there, ./rollcall down ends it.");
    }

    private void curl(String what, Part part, String path) {
        out.printf(
                "  %s:%n    curl -s -H \"Authorization: Bearer $TOKEN\" '%s'%n",
                what, suite.url(part).resolve(path));
    }
}
