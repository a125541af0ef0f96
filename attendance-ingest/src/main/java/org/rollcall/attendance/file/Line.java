package org.rollcall.attendance.file;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.jisc.Binding.Attendance;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.register.Marked;
import org.rollcall.attendance.status.Mark;
import org.rollcall.attendance.status.Source;
import org.rollcall.chassis.database.Columns;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.TimetableSession;

/**
 * A line that can be taken: the session that it speaks of, and the mark that it gives. Both are held to the contracts of
 * their topics, so that a file brings in nothing that a topic would have refused.
 *
 * @param number as an editor counts
 */
record Line(int number, TimetableSession session, Marked mark) {

    /** Who is behind a line that does not name anybody. */
    private static final String NOBODY = "import";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");
    private static final int LONGEST_TITLE = 255;

    /**
     * The line that says this.
     *
     * @throws ContractViolation when a topic would refuse it
     */
    static Line of(int number, Attendance said) {
        var session = new TimetableSession(
                said.eventId(),
                orElse(said.moduleCode(), said.eventId()),
                title(said.name()),
                activity(said.type()),
                said.startsAt(),
                said.endsAt(),
                null,
                said.mandatory(),
                false,
                List.of(said.studentId()));
        // A register that was not dated was taken when the session was over.
        var takenAt = said.submittedAt() == null ? said.endsAt() : said.submittedAt();
        var mark = mark(said);
        var register = new Register(
                said.eventId(),
                takenAt,
                orElse(said.staffId(), NOBODY),
                List.of(new Register.Mark(said.studentId(), Register.Mark.Value.valueOf(mark.name()))));
        return new Line(
                number,
                session,
                new Marked(
                        new RecordKey(said.studentId(), said.eventId()),
                        Columns.kept(takenAt),
                        mark,
                        Source.IMPORT,
                        register.takenBy()));
    }

    /** The column whose value a contract refuses. */
    static @Nullable String columnOf(ContractViolation why) {
        return switch (why.field()) {
            case "sessionId" -> "EVENT_ID";
            case "moduleCode" -> "MOD_INSTANCE_ID";
            case "title" -> "EVENT_NAME";
            case "startsAt" -> "START_TIME";
            case "endsAt" -> "END_TIME";
            case "studentIds[0]" -> "STUDENT_ID";
            case "takenAt" -> "SUBMISSION_TIME";
            case "takenBy" -> "STAFF_ID";
            default -> null;
        };
    }

    /** A name is for people to read: what does not fit on a line of the contract is left out, and costs nobody a mark. */
    private static String title(@Nullable String name) {
        if (name == null) {
            return "";
        }
        var line = CONTROL.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE));
    }

    private static Mark mark(Attendance said) {
        if (!said.attended()) {
            return Mark.ABSENT;
        }
        return said.late() ? Mark.LATE : Mark.PRESENT;
    }

    /** By the university's own words for it: those that we have, too, mean the same. */
    private static Activity activity(@Nullable String type) {
        if (type != null) {
            var words = type.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
            for (var activity : Activity.values()) {
                if (words.contains(activity.name())) {
                    return activity;
                }
            }
        }
        return Activity.OTHER;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
