package org.rollcall.cases.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/** Checks what a body holds, and names the field that is wrong. */
public final class Fields {

    private static final int LINE = 255;
    private static final int ID = 64;
    private static final int PROSE = 10_000;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private Fields() {}

    public static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw Problems.badRequest("/" + field, "is missing");
        }
        return value;
    }

    /** A day of this age: no deadline is counted from the year one million. */
    public static LocalDate day(String field, @Nullable LocalDate value) {
        var day = given(field, value);
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw Problems.badRequest("/" + field, "is not a day from %s to %s".formatted(EARLIEST, LATEST));
        }
        return day;
    }

    public static @Nullable LocalDate optionalDay(String field, @Nullable LocalDate value) {
        return value == null ? null : day(field, value);
    }

    /** What a person wrote: a reason, notes, terms. */
    public static String prose(String field, @Nullable String value) {
        var text = given(field, value);
        if (text.isBlank()) {
            throw Problems.badRequest("/" + field, "is empty");
        }
        if (text.length() > PROSE || text.indexOf('\0') >= 0) {
            throw Problems.badRequest("/" + field, "has at most " + PROSE + " characters, none of them NUL");
        }
        return text;
    }

    public static @Nullable String optionalProse(String field, @Nullable String value) {
        return value == null || value.isBlank() ? null : prose(field, value);
    }

    public static String id(String field, @Nullable String value) {
        var id = given(field, value);
        if (id.isBlank() || id.length() > ID || id.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("/" + field, "has 1 to " + ID + " characters, none of them a control character");
        }
        return id;
    }

    public static @Nullable String optionalLine(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LINE || value.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "/" + field, "has at most " + LINE + " characters, none of them a control character");
        }
        return value;
    }

    /** The address of a web page: nothing else is put into an invitation. */
    public static @Nullable String optionalUrl(String field, @Nullable String value) {
        var line = optionalLine(field, value);
        if (line == null) {
            return null;
        }
        try {
            var scheme = new URI(line).getScheme();
            if (scheme != null && scheme.toLowerCase(Locale.ROOT).equals("https")) {
                return line;
            }
        } catch (URISyntaxException e) {
            // Refused as any other text that is not one.
        }
        throw Problems.badRequest("/" + field, "is not an https address");
    }
}
