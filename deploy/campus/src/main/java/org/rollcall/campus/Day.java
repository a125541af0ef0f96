package org.rollcall.campus;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A day on the campus, and what its systems publish in the evening. */
public record Day(LocalDate date, List<Line> lines) {

    public Day {
        lines = List.copyOf(lines);
    }

    /** When the lines are published. */
    public Instant evening() {
        return Campus.evening(date);
    }
}
