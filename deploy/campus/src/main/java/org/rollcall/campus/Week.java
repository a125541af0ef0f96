package org.rollcall.campus;

import java.time.LocalDate;
import java.util.List;

/**
 * A week on the campus.
 *
 * @param number counted from 1
 * @param remark what is special about it; empty for most
 * @param days all seven
 */
public record Week(int number, LocalDate monday, String remark, List<Day> days) {

    public Week {
        days = List.copyOf(days);
    }
}
