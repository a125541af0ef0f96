package org.rollcall.campus;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Activity;

/** What all students of one level of a programme take. */
record Module(String code, String title, String programme, int level, List<Teaching> teaching) {

    Module {
        teaching = List.copyOf(teaching);
    }

    /**
     * A slot of the week's timetable.
     *
     * @param room null where there is no reader: a register is taken
     * @param groups the cohort is split into as many, which follow one another
     * @param weeks in which weeks it takes place; empty for all
     */
    record Teaching(
            Activity activity,
            DayOfWeek day,
            LocalTime at,
            int minutes,
            @Nullable String room,
            int groups,
            List<Integer> weeks) {

        Teaching {
            groups = Math.max(1, groups);
            weeks = weeks == null ? List.of() : List.copyOf(weeks);
        }

        boolean takesPlaceIn(int week) {
            return weeks.isEmpty() || weeks.contains(week);
        }
    }

    boolean isFor(Student student) {
        return student.programme().code().equals(programme) && student.level() == level;
    }
}
