package org.rollcall.notification.wording;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.workingdays.WorkingDays;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.CaseEvent.AgreementEvent;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.CaseEvent.InterviewEvent;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Recipient;

/**
 * Writes the letters. A template exists as text and as HTML; the text begins with a line {@code Subject: …}, and that of
 * an appointment with a second one {@code Calendar: …}, so that all the words of a mail stand in its templates.
 */
@ApplicationScoped
public class Wording {

    private static final String SUBJECT = "Subject";
    private static final String CALENDAR = "Calendar";

    private final University university;
    private final WorkingDays workingDays;

    Wording(University university, WorkingDays workingDays) {
        this.university = university;
        this.workingDays = workingDays;
    }

    /** Writes one letter. */
    public Letter write(Matter matter) {
        return letter(template(matter));
    }

    private TemplateInstance template(Matter matter) {
        var student = matter.student().forDisplay();
        var programme = matter.programme().forDisplay();
        return switch (matter.mailing().template()) {
            case CIRCUMSTANCES -> Templates.circumstances(student, absence(matter), answerBy(matter), university);
            case INTERVIEW_REQUIRED ->
                Templates.interviewRequired(student, programme, absence(matter), answerBy(matter), university);
            case SEND_APPOINTMENT ->
                Templates.sendAppointment(
                        matter.mailing().recipient() == Recipient.PROGRAMME_LEADER,
                        student,
                        programme,
                        absence(matter),
                        university);
            case CORRECTION ->
                Templates.correction(
                        student,
                        // What was corrected is not named as missed once more.
                        Absence.from(matter.event(ThresholdRescinded.class), List.of()),
                        Days.day(AcademicCalendar.dayOf(Objects.requireNonNull(matter.corrected()))),
                        whatChanged(matter.event(ThresholdRescinded.class)),
                        university);
            case APPOINTMENT -> Templates.appointment(student, appointment(matter), university);
            case APPOINTMENT_MOVED -> Templates.appointmentMoved(student, appointment(matter), university);
            case APPOINTMENT_CANCELLED -> Templates.appointmentCancelled(student, appointment(matter), university);
            case APPOINTMENT_COPY -> Templates.appointmentCopy(student, programme, appointment(matter), university);
            case INTERVIEW_MISSED -> Templates.interviewMissed(student, appointment(matter), university);
            case AGREEMENT -> Templates.agreement(student, agreement(matter), university);
            case AGREEMENT_COPY -> Templates.agreementCopy(student, programme, agreement(matter), university);
            case AGREEMENT_BREACHED ->
                Templates.agreementBreached(student, agreement(matter), answerBy(matter), university);
            case AGREEMENT_BREACHED_COPY ->
                Templates.agreementBreachedCopy(student, programme, agreement(matter), university);
            case PROCESS_RECOMMENDATION -> Templates.processRecommendation(student, programme, university);
            case DECISION_WITHDRAWAL -> Templates.decisionWithdrawal(student, programme, decision(matter), university);
            case DECISION_CONTINUE -> Templates.decisionContinue(student, programme, decision(matter), university);
            case APPEAL_RECEIVED -> Templates.appealReceived(student, appeal(matter), university);
            case APPEAL_UPHELD -> Templates.appealUpheld(student, appeal(matter), university);
            case APPEAL_UPHELD_COPY -> Templates.appealUpheldCopy(student, programme, university);
            case APPEAL_NOT_UPHELD -> Templates.appealNotUpheld(student, appeal(matter), university);
            case APPEAL_REJECTED_AS_LATE -> Templates.appealRejectedAsLate(student, appeal(matter), university);
            case CASE_REVIEW ->
                Templates.caseReview(student, programme, why(matter.event(CaseReviewRequired.class)), university);
        };
    }

    private static Absence absence(Matter matter) {
        return Absence.from(matter.event(ThresholdEvent.class), matter.missed());
    }

    private String answerBy(Matter matter) {
        return Days.day(
                workingDays.after(matter.today(), university.answerWithin()).lastDay());
    }

    private static Appointment appointment(Matter matter) {
        return Appointment.from(matter.event(InterviewEvent.class), matter.programme());
    }

    private static Agreement agreement(Matter matter) {
        return Agreement.from(matter.event(AgreementEvent.class));
    }

    private static Decision decision(Matter matter) {
        return Decision.from(matter.event(FacultyDecisionMade.class));
    }

    /** Appeal 3: the day on which it was received is day 0. */
    private Appeal appeal(Matter matter) {
        var event = matter.event(AppealEvent.class);
        var received = AcademicCalendar.dayOf(event.occurredAt());
        return new Appeal(
                event.decisionId(),
                Days.day(received),
                Days.day(workingDays.after(received, university.appealWithin()).lastDay()));
    }

    private static String whatChanged(ThresholdRescinded rescinded) {
        return switch (rescinded.reason()) {
            case ATTENDANCE_CORRECTED -> "Your attendance record has been corrected.";
            case ABSENCE_AUTHORISED -> "Your absence has been authorised.";
            case TIMETABLE_CHANGED -> "Your timetable has been changed.";
            case ENROLMENT_CHANGED -> "The record of your enrolment has been changed.";
        };
    }

    private static String why(CaseReviewRequired required) {
        return switch (required.reason()) {
            case THRESHOLD_RESCINDED -> "The missed weeks that the case rests on have since been corrected.";
            case APPEAL_UPHELD ->
                "The student's appeal was upheld, so the Faculty's decision no longer stands and the case is before you again.";
            case BREACH_CORRECTED -> "The missed week that breached the agreement has since been corrected.";
        };
    }

    private static Letter letter(TemplateInstance template) {
        var text = render(template, Variant.TEXT_PLAIN).replace("\r\n", "\n");
        var endOfHead = text.indexOf("\n\n");
        var head = endOfHead < 0 ? Map.<String, String>of() : head(text.substring(0, endOfHead));
        var subject = head.get(SUBJECT);
        if (subject == null || !Set.of(SUBJECT, CALENDAR).containsAll(head.keySet())) {
            throw new IllegalStateException(
                    "A text template begins with a line 'Subject: …', that of an appointment with a second one 'Calendar: …', and then an empty line");
        }
        return new Letter(
                subject,
                text.substring(endOfHead).strip() + "\n",
                render(template, Variant.TEXT_HTML),
                head.get(CALENDAR));
    }

    private static Map<String, String> head(String lines) {
        var head = new HashMap<String, String>();
        lines.lines().forEach(line -> {
            var colon = Math.max(0, line.indexOf(':'));
            head.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return head;
    }

    private static String render(TemplateInstance template, String contentType) {
        var variants = (List<?>) template.getAttribute(TemplateInstance.VARIANTS);
        var variant = variants.stream()
                .filter(candidate -> ((Variant) candidate).getContentType().equals(contentType))
                .findAny()
                .orElseThrow();
        return template.setAttribute(TemplateInstance.SELECTED_VARIANT, variant).render();
    }
}
