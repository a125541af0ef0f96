package org.rollcall.attendance.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.privacy.Category;
import org.rollcall.chassis.privacy.Holding;
import org.rollcall.chassis.privacy.StudentData;
import org.rollcall.chassis.privacy.Term;

/** What attendance-ingest holds about students. */
@ApplicationScoped
class AttendanceStudentData implements StudentData {

    /** The swipes of which it is known whose they are, and those made with a card while the student held it. */
    private static final String SWIPES = "SELECT * FROM swipes_of(?) WHERE session_id IS %s NULL ORDER BY swiped_at";

    /** By the records, which have an index by student; their history has none. */
    private static final String OF_THE_RECORDS =
            "student_id = ? AND session_id IN (SELECT session_id FROM attendance_record WHERE student_id = ?)";

    @Override
    public List<Category> categories() {
        return List.of(
                new Category(
                        "students", "To know for whom attendance is recorded.", null, List.of(Holding.of("student"))),
                new Category(
                        "attendance",
                        "To record who attended which session, and what the record rests on.",
                        Term.ofYearsAfterTheYear(6),
                        List.of(
                                Holding.of("attendance_record"),
                                Holding.shown("record_history", "SELECT * FROM record_line WHERE " + OF_THE_RECORDS),
                                Holding.of("mark", "student_id = ? AND matched"),
                                Holding.shown("swipe", SWIPES.formatted("NOT")),
                                Holding.of("card_holding"),
                                Holding.of("statement_refused"))),
                new Category(
                        "unmatched-evidence",
                        "To count swipes and marks whose session, or whose place on it, becomes known later.",
                        Term.ofYears(1),
                        List.of(
                                Holding.of("mark", "student_id = ? AND NOT matched"),
                                Holding.shown("swipe", SWIPES.formatted("")))),
                new Category(
                        "imports",
                        "To tell whoever sends a file of attendance which of its lines could not be used.",
                        Term.ofYears(1),
                        List.of(Holding.of("import_refusal", "position(? IN reason) > 0"))));
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of(
                "programme", "the programmes and their faculties",
                "session", "the timetable",
                "session_history", "the timetable",
                "account", "how many records came in",
                "rejection_retry", "which refused records were put back",
                "memory_version", "when holders of cards last changed, or lines of the history were deleted",
                "statement_cursor", "how far a learning record store was told",
                "import", "which files came in",
                "import_chunk", "the files, until they have been taken");
    }
}
