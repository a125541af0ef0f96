package org.rollcall.contracts;

import static org.rollcall.contracts.ContractViolation.Reason.INVALID_DATE;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_ID;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_INSTANT;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_VALUE;
import static org.rollcall.contracts.ContractViolation.Reason.MISSING_FIELD;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the records ask of their fields. The annotations beside the fields say the same to the schemas, and a test holds
 * the two together. What is refused here would otherwise stop a database (a NUL), a mail header (a line break) or an
 * assessment (a week that is not one) much later, and take its neighbours with it.
 */
final class Check {
    static final int ID_LENGTH = 64;
    static final int LINE_LENGTH = 255;
    static final int PROSE_LENGTH = 10_000;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern ACADEMIC_YEAR = Pattern.compile("\\d{4}/\\d{2}");

    /** RFC 3339 writes years with four digits. */
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private Check() {}

    static void id(String field, @Nullable String value) {
        optionalId(field, given(field, value));
    }

    static void optionalId(String field, @Nullable String value) {
        if (value != null && (value.isEmpty() || longerThan(ID_LENGTH, value) || hasControl(value))) {
            throw new ContractViolation(
                    field, INVALID_ID, "an id has 1 to " + ID_LENGTH + " characters, none of them a control character");
        }
    }

    static void code(String field, @Nullable String value) {
        if (!CODE.matcher(given(field, value)).matches()) {
            throw new ContractViolation(field, INVALID_VALUE, "a code is written in capitals, digits and underscores");
        }
    }

    static void line(String field, @Nullable String value) {
        if (given(field, value).isEmpty()) {
            throw new ContractViolation(field, INVALID_VALUE, "is empty");
        }
        lineOrEmpty(field, value);
    }

    static void lineOrEmpty(String field, @Nullable String value) {
        String line = given(field, value);
        if (longerThan(LINE_LENGTH, line) || hasControl(line)) {
            throw new ContractViolation(
                    field,
                    INVALID_VALUE,
                    "a line has at most " + LINE_LENGTH + " characters, none of them a control character");
        }
    }

    static void optionalLine(String field, @Nullable String value) {
        if (value != null) {
            line(field, value);
        }
    }

    static void prose(String field, @Nullable String value) {
        String prose = given(field, value);
        if (longerThan(PROSE_LENGTH, prose) || prose.indexOf('\0') >= 0) {
            throw new ContractViolation(
                    field, INVALID_VALUE, "has at most " + PROSE_LENGTH + " characters, none of them NUL");
        }
    }

    static void academicYear(String field, @Nullable String value) {
        String year = given(field, value);
        if (!ACADEMIC_YEAR.matcher(year).matches() || !endsInTheNextYear(year)) {
            throw new ContractViolation(field, INVALID_VALUE, "'" + year + "' is not an academic year like 2026/27");
        }
    }

    private static boolean endsInTheNextYear(String academicYear) {
        int start = Integer.parseInt(academicYear, 0, 4, 10);
        int end = Integer.parseInt(academicYear, 5, 7, 10);
        return (start + 1) % 100 == end;
    }

    static void atLeast(int min, String field, long value) {
        if (value < min) {
            throw new ContractViolation(field, INVALID_VALUE, value + " is less than " + min);
        }
    }

    static void instant(String field, @Nullable Instant value) {
        optionalInstant(field, given(field, value));
    }

    static void optionalInstant(String field, @Nullable Instant value) {
        if (value != null && (value.getEpochSecond() < YEAR_0 || value.getEpochSecond() >= YEAR_10000)) {
            throw new ContractViolation(field, INVALID_INSTANT, "'" + value + "' is not an RFC 3339 instant");
        }
    }

    static void date(String field, @Nullable LocalDate value) {
        optionalDate(field, given(field, value));
    }

    static void optionalDate(String field, @Nullable LocalDate value) {
        if (value != null && (value.getYear() < 0 || value.getYear() > 9999)) {
            throw new ContractViolation(field, INVALID_DATE, "'" + value + "' is not a date YYYY-MM-DD");
        }
    }

    static void week(String field, @Nullable LocalDate value) {
        LocalDate week = given(field, value);
        optionalDate(field, week);
        if (week.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new ContractViolation(field, INVALID_VALUE, "'" + week + "' is not a Monday");
        }
    }

    /** For fields that must be there and are checked by their type alone. */
    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new ContractViolation(field, MISSING_FIELD, "is missing");
        }
        return value;
    }

    /** An immutable copy of a list that must be given; every element must be, and passes the check. */
    static <T> List<T> each(String field, @Nullable List<T> values, BiConsumer<String, ? super T> check) {
        List<T> given = given(field, values);
        int index = 0;
        for (T value : given) {
            String element = field + "[" + index++ + "]";
            check.accept(element, given(element, value));
        }
        return List.copyOf(given);
    }

    /** As {@link #each}, for a list that may be absent. */
    static <T> List<T> eachIfAny(String field, @Nullable List<T> values, BiConsumer<String, ? super T> check) {
        return values == null ? List.of() : each(field, values, check);
    }

    static void startsBeforeEnds(Instant startsAt, Instant endsAt) {
        if (!startsAt.isBefore(endsAt)) {
            throw new ContractViolation("endsAt", INVALID_VALUE, endsAt + " is not after the start " + startsAt);
        }
    }

    /** Both days are included, so one day alone is an interval. */
    static void notBefore(LocalDate from, String field, @Nullable LocalDate to) {
        if (to != null && to.isBefore(from)) {
            throw new ContractViolation(field, INVALID_VALUE, to + " is before " + from);
        }
    }

    /** Counts characters as JSON Schema does: a character outside the basic plane is one. */
    private static boolean longerThan(int limit, String value) {
        return value.length() > limit && value.codePointCount(0, value.length()) > limit;
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
