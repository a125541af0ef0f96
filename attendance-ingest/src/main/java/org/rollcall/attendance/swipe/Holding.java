package org.rollcall.attendance.swipe;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * That somebody held a card.
 *
 * @param lastDay a day that never comes where none was said
 */
record Holding(LocalDate firstDay, LocalDate lastDay, String studentId) {

    /**
     * Who held a card on a day in London: of its holdings the one that had begun last counts, unless it had ended.
     *
     * @param latestFirst the holdings of the card
     */
    static Optional<String> holderOn(LocalDate day, List<Holding> latestFirst) {
        for (var holding : latestFirst) {
            if (!holding.firstDay.isAfter(day)) {
                return holding.lastDay.isBefore(day) ? Optional.empty() : Optional.of(holding.studentId);
            }
        }
        return Optional.empty();
    }
}
