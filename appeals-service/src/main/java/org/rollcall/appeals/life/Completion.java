package org.rollcall.appeals.life;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Completion of Procedures letter (appeal 5): what it must say, by when it is due, and until when the Office of the
 * Independent Adjudicator accepts a complaint. It is written whole or not at all.
 */
public final class Completion {

    /** Due within so many days of the decision, upheld or not. */
    public static final int DUE_WITHIN_DAYS = 28;

    /** For so long after the letter's date a complaint is accepted. */
    private static final Period OIA_ACCEPTS = Period.ofMonths(12);

    private Completion() {}

    /** The last day on which the letter is not overdue. */
    public static LocalDate dueBy(LocalDate decidedOn) {
        return decidedOn.plusDays(DUE_WITHIN_DAYS);
    }

    /**
     * The last day on which the OIA accepts a complaint: the same day twelve months on, and where that month has no such
     * day (a letter of 29 February) the month's last.
     */
    public static LocalDate lastDayForOia(LocalDate letterDate) {
        return letterDate.plus(OIA_ACCEPTS);
    }

    /** What is known for the letter; what may be missing is nullable. */
    public record Particulars(
            @Nullable String studentName,
            String studentId,
            @Nullable String programme,
            String reference,
            @Nullable String procedure,
            LocalDate facultyDecidedOn,
            LocalDate receivedOn,
            List<Issue> issues,
            Outcome outcome,
            LocalDate decidedOn,
            String reasons) {

        public Particulars {
            issues = List.copyOf(issues);
        }
    }

    /** An issue that was considered, and what was found about it. */
    public record Issue(String words, String finding) {}

    /** Whether there can be a letter. */
    public sealed interface Draft {}

    /** There can: it says everything. */
    public record Complete(
            String studentName,
            String studentId,
            @Nullable String programme,
            String reference,
            String procedure,
            LocalDate facultyDecidedOn,
            LocalDate receivedOn,
            List<Issue> issues,
            Outcome outcome,
            LocalDate decidedOn,
            String reasons,
            LocalDate date,
            LocalDate lastDayForOia)
            implements Draft {

        public Complete {
            issues = List.copyOf(issues);
        }
    }

    /** There cannot, until this is known. */
    public record Incomplete(List<String> missing) implements Draft {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }

    /** Drafts the letter of this day. */
    public static Draft draft(Particulars known, LocalDate today) {
        var missing = new ArrayList<String>();
        var name = known.studentName();
        var procedure = known.procedure();
        if (name == null || name.isBlank()) {
            missing.add("the student's name");
        }
        if (known.reference().isBlank()) {
            missing.add("the reference");
        }
        if (procedure == null || procedure.isBlank()) {
            missing.add("the procedure applied");
        }
        if (known.issues().isEmpty() || known.issues().stream().anyMatch(Completion::saysNothing)) {
            missing.add("the issues considered");
        }
        if (known.reasons().isBlank()) {
            missing.add("the reasons of the decision");
        }
        if (!missing.isEmpty() || name == null || procedure == null) {
            return new Incomplete(missing);
        }
        return new Complete(
                name,
                known.studentId(),
                known.programme(),
                known.reference(),
                procedure,
                known.facultyDecidedOn(),
                known.receivedOn(),
                known.issues(),
                known.outcome(),
                known.decidedOn(),
                known.reasons(),
                today,
                lastDayForOia(today));
    }

    private static boolean saysNothing(Issue issue) {
        return issue.words().isBlank() || issue.finding().isBlank();
    }
}
