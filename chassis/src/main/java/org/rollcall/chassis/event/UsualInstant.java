package org.rollcall.chassis.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads an instant in the spelling that nearly all have, {@code 2026-10-05T09:03:21+01:00}, with up to nine digits of a
 * second, and writes one as it is written in UTC. The JDK's formatter takes two thirds of the time in which a swipe is read;
 * whatever is spelled otherwise, or is no instant, is left to it.
 */
final class UsualInstant {

    private static final int SECONDS_END = "2026-10-05T09:03:21".length();
    private static final byte[] NOUGHT = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SECONDS_A_DAY = 24 * 60 * 60;
    private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_A_DAY;
    private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_A_DAY;

    private UsualInstant() {}

    /** The instant; null where the spelling is another one. */
    static @Nullable Instant parse(String text) {
        var length = text.length();
        if (length <= SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, 19);
        if (year < 0
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return null;
        }
        var at = SECONDS_END;
        var nanos = 0;
        if (text.charAt(at) == '.') {
            var begin = ++at;
            for (var digit = 100_000_000; at < length && isDigit(text.charAt(at)); digit /= 10) {
                nanos += digit * (text.charAt(at++) - '0');
            }
            if (at == begin || at > begin + 9) {
                return null;
            }
        }
        var offset = offset(text, at);
        if (offset == NONE) {
            return null;
        }
        var seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second;
        return Instant.ofEpochSecond(seconds - offset, nanos);
    }

    /** The instant as {@link Instant#toString} writes it: of a fraction of a second three digits, six or nine. */
    static String text(Instant instant) {
        var seconds = instant.getEpochSecond();
        if (seconds < YEAR_0 || seconds >= YEAR_10000) {
            return instant.toString();
        }
        var day = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_A_DAY));
        var second = Math.floorMod(seconds, SECONDS_A_DAY);
        var text = NOUGHT.clone();
        put(day.getYear(), text, 0, 4);
        put(day.getMonthValue(), text, 5, 7);
        put(day.getDayOfMonth(), text, 8, 10);
        put(second / 3_600, text, 11, 13);
        put(second / 60 % 60, text, 14, 16);
        put(second % 60, text, 17, 19);
        if (instant.getNano() != 0) {
            put(instant.getNano(), text, SECONDS_END + 1, text.length - 1);
        }
        var end = end(instant.getNano(), text.length - 1);
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** Where the fraction of a second ends, with the point before it where there is one. */
    private static int end(int nanos, int length) {
        if (nanos == 0) {
            return SECONDS_END;
        }
        if (nanos % 1_000_000 == 0) {
            return length - 6;
        }
        return nanos % 1_000 == 0 ? length - 3 : length;
    }

    private static void put(int number, byte[] text, int from, int to) {
        var left = number;
        for (var i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static final int NONE = Integer.MIN_VALUE;

    /** In seconds, of what stands there to the end. */
    private static int offset(String text, int at) {
        var left = text.length() - at;
        if (left == 1) {
            return text.charAt(at) == 'Z' ? 0 : NONE;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return NONE;
        }
        var hours = number(text, at + 1, at + 3);
        var minutes = number(text, at + 4, at + 6);
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        return switch (text.charAt(at)) {
            case '+' -> hours * 3_600 + minutes * 60;
            case '-' -> -(hours * 3_600 + minutes * 60);
            default -> NONE;
        };
    }

    /** Of digits alone; less than nothing where there is anything else. */
    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
