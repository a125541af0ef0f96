package org.rollcall.contracts;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The id of a raise, which anyone can compute again: what is raised twice, by a replay or after a crash, is one.
 *
 * <p>It is the name-based UUID, version 3 (MD5), of the UTF-8 text of student id, academic year, step and Monday of the
 * as-of week, joined by line feeds, which no id can hold: {@code S1000001\n2026/27\nthree-weeks\n2026-10-19}. There is no
 * namespace before the name; in Python it is {@code uuid.UUID(bytes=hashlib.md5(name).digest(), version=3)}.
 */
public final class ThresholdIds {
    private ThresholdIds() {}

    public static String of(String studentId, String academicYear, String step, LocalDate asOfWeek) {
        String name = String.join("\n", studentId, academicYear, step, asOfWeek.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
