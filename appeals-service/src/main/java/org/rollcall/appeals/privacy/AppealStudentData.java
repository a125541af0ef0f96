package org.rollcall.appeals.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.privacy.Category;
import org.rollcall.chassis.privacy.Holding;
import org.rollcall.chassis.privacy.StudentData;
import org.rollcall.chassis.privacy.Term;
import org.rollcall.chassis.secrecy.Secrets;

/** What appeals-service holds about students. */
@ApplicationScoped
class AppealStudentData implements StudentData {

    private static final String OF_APPEALS = "appeal_id IN (SELECT appeal_id FROM appeals WHERE student_id = ?)";

    /** Those that belong to an appeal of the student, and those from the student's address. */
    private static final String MAILS = "appeal_id IN (SELECT appeal_id FROM appeals WHERE student_id = ?)"
            + " OR lower(sender) IN (SELECT lower(email) FROM students WHERE student_id = ?)";

    /** Those, too, that stayed when the student was erased. */
    private static final String OF_HISTORIES = OF_APPEALS
            + " OR appeal_id IN (SELECT unnest(kept) FROM erased_student WHERE student_hash = hash_of_student(?))";

    private final Secrets secrets;

    AppealStudentData(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public List<Category> categories() {
        return List.of(
                new Category(
                        "students",
                        "To address letters, and to know whose e-mail it is.",
                        null,
                        List.of(Holding.of("students"))),
                new Category(
                        "appeals",
                        "To consider appeals, and whether the procedure was followed; to write the Completion of Procedures letter.",
                        Term.ofYearsAfterTheYear(6),
                        List.of(
                                sealed(
                                        Holding.of("appeals"),
                                        "appeals",
                                        "appeal_id",
                                        List.of("statement", "late_accepted_because", "reasons", "ruling")),
                                sealedFile(Holding.of("evidence", OF_APPEALS), "evidence", "appeal_id"),
                                Holding.of("letters", OF_APPEALS),
                                Holding.of("letters_waiting"),
                                Holding.of("decisions"),
                                Holding.of("heard"),
                                sealed(
                                        Holding.of("mails", MAILS),
                                        "mails",
                                        "mail_id",
                                        List.of("subject", "text", "settled_because")),
                                sealedFile(
                                        Holding.of(
                                                "mail_attachments",
                                                "mail_id IN (SELECT mail_id FROM mails WHERE " + MAILS + ")"),
                                        "mail_attachments",
                                        "mail_id"),
                                Holding.of("appeal_history", OF_HISTORIES),
                                Holding.of("appeal_history_heads", OF_HISTORIES))),
                new Category(
                        "dismissed-mails",
                        "To have at hand what came to the appeals mailbox and was found to be no appeal.",
                        Term.ofYears(1),
                        // Shown with the appeals: whose it is, only its sender's address tells.
                        List.of()));
    }

    /** What people wrote is encrypted for the one column of the one row that it stands in. */
    private Holding sealed(Holding holding, String place, String id, List<String> columns) {
        var opened = holding;
        for (var column : columns) {
            opened = opened.opening(
                    column, row -> secrets.open(row.getBytes(column), place + "/" + row.getString(id) + "/" + column));
        }
        return opened;
    }

    /** A file is encrypted for its row; one that was too large to keep has none. It is shown in Base64. */
    private Holding sealedFile(Holding holding, String place, String id) {
        return holding.opening("content", row -> {
            var sealed = row.getBytes("content");
            return sealed == null
                    ? ""
                    : Base64.getEncoder()
                            .encodeToString(secrets.openBytes(
                                    sealed, place + "/" + row.getString(id) + "/" + row.getInt("number")));
        });
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of(
                "mailbox_positions", "how far the mailbox was read",
                "forgotten_mails", "that a mail was taken once and is not to be taken again, under a hash");
    }
}
