package org.rollcall.attendance.file.jisc;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of one file mean: the Jisc attendance binding, in whatever order the file has them. Columns that it does
 * not know are ignored.
 */
public final class Binding {

    /** The columns that are read. */
    public enum Column {
        STUDENT_ID,
        EVENT_ID,
        START_TIME,
        EVENT_ATTENDED,
        EVENT_NAME,
        EVENT_TYPE,
        EVENT_TYPE_DESCRIPTION,
        EVENT_MANDATORY,
        END_TIME,
        ATTENDANCE_LATE,
        SUBMISSION_TIME,
        STAFF_ID,
        MOD_INSTANCE_ID,
        COURSE_INSTANCE_ID
    }

    private static final List<Column> MANDATORY =
            List.of(Column.STUDENT_ID, Column.EVENT_ID, Column.START_TIME, Column.EVENT_ATTENDED);

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Duration WITHOUT_END = Duration.ofHours(1);
    private static final int LONGEST_QUOTE = 80;

    /** With T or a space, with or without seconds and their parts, with or without an offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendPattern("['T'][' ']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Map<Column, Integer> places;

    private Binding(Map<Column, Integer> places) {
        this.places = places;
    }

    /**
     * The meaning of a header.
     *
     * @throws WrongHeader when a mandatory column is missing, or one is there twice
     */
    public static Binding of(List<String> header) throws WrongHeader {
        var places = new HashMap<Column, Integer>();
        var seen = new HashSet<Column>();
        for (var place = 0; place < header.size(); place++) {
            var name = header.get(place).strip().toUpperCase(Locale.ROOT);
            for (var column : Column.values()) {
                if (column.name().equals(name)) {
                    if (!seen.add(column)) {
                        throw new WrongHeader(column, "is there twice");
                    }
                    places.put(column, place);
                }
            }
        }
        for (var column : MANDATORY) {
            if (!places.containsKey(column)) {
                throw new WrongHeader(column, "is missing from the header");
            }
        }
        return new Binding(places);
    }

    /**
     * What a row says.
     *
     * @throws WrongLine when it says nothing that can be taken
     */
    public Attendance read(Row row) throws WrongLine {
        if (row.fault() != null) {
            throw new WrongLine(null, row.fault());
        }
        if (row.fields().stream().allMatch(String::isBlank)) {
            throw new WrongLine(null, "is empty");
        }
        var studentId = mandatory(row, Column.STUDENT_ID);
        var eventId = mandatory(row, Column.EVENT_ID);
        var startsAt = time(Column.START_TIME, mandatory(row, Column.START_TIME));
        var end = optional(row, Column.END_TIME);
        var endsAt = end == null ? startsAt.plus(WITHOUT_END) : time(Column.END_TIME, end);
        if (!endsAt.isAfter(startsAt)) {
            throw new WrongLine(Column.END_TIME, "is not after the start");
        }
        var attended = flag(Column.EVENT_ATTENDED, mandatory(row, Column.EVENT_ATTENDED));
        var late = optionalFlag(row, Column.ATTENDANCE_LATE, false);
        if (late && !attended) {
            throw new WrongLine(Column.ATTENDANCE_LATE, "is 1 for somebody who did not attend");
        }
        var submitted = optional(row, Column.SUBMISSION_TIME);
        return new Attendance(
                studentId,
                eventId,
                startsAt,
                endsAt,
                attended,
                late,
                optionalFlag(row, Column.EVENT_MANDATORY, true),
                optional(row, Column.EVENT_NAME),
                orElse(optional(row, Column.EVENT_TYPE_DESCRIPTION), optional(row, Column.EVENT_TYPE)),
                orElse(optional(row, Column.MOD_INSTANCE_ID), optional(row, Column.COURSE_INSTANCE_ID)),
                optional(row, Column.STAFF_ID),
                submitted == null ? null : time(Column.SUBMISSION_TIME, submitted));
    }

    private String mandatory(Row row, Column column) throws WrongLine {
        var value = optional(row, column);
        if (value == null) {
            throw new WrongLine(column, "is missing");
        }
        return value;
    }

    private @Nullable String optional(Row row, Column column) {
        var place = places.get(column);
        if (place == null || place >= row.fields().size()) {
            return null;
        }
        var value = row.fields().get(place).strip();
        return value.isEmpty() ? null : value;
    }

    private boolean optionalFlag(Row row, Column column, boolean otherwise) throws WrongLine {
        var value = optional(row, column);
        return value == null ? otherwise : flag(column, value);
    }

    private static boolean flag(Column column, String value) throws WrongLine {
        return switch (value) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new WrongLine(column, quoted(value) + " is neither 0 nor 1");
        };
    }

    private static Instant time(Column column, String value) throws WrongLine {
        try {
            var parsed = TIME.parseBest(value, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) parsed).atZone(LONDON).toInstant();
        } catch (DateTimeException e) {
            throw new WrongLine(column, quoted(value) + " is not a date and time (YYYY-MM-DDTHH:MM:SS)");
        }
    }

    private static String quoted(String value) {
        return "'" + (value.length() > LONGEST_QUOTE ? value.substring(0, LONGEST_QUOTE) + "…" : value) + "'";
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String otherwise) {
        return value == null ? otherwise : value;
    }

    /**
     * One student at one event, as the file has it.
     *
     * @param type what kind of event it is, in the words of the university
     * @param moduleCode of the module, else of the course
     * @param staffId who took the register
     * @param submittedAt when it was taken
     */
    public record Attendance(
            String studentId,
            String eventId,
            Instant startsAt,
            Instant endsAt,
            boolean attended,
            boolean late,
            boolean mandatory,
            @Nullable String name,
            @Nullable String type,
            @Nullable String moduleCode,
            @Nullable String staffId,
            @Nullable Instant submittedAt) {}

    /** The file cannot be taken. */
    public static final class WrongHeader extends Exception {

        private static final long serialVersionUID = 1L;

        private final Column column;

        WrongHeader(Column column, String reason) {
            super(reason);
            this.column = column;
        }

        public Column column() {
            return column;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** A line cannot be taken. */
    public static final class WrongLine extends Exception {

        private static final long serialVersionUID = 1L;

        private final @Nullable Column column;

        WrongLine(@Nullable Column column, String reason) {
            super(reason, null, false, false);
            this.column = column;
        }

        /** The column at fault; null where it is the line as a whole. */
        public @Nullable Column column() {
            return column;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
