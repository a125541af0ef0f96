package org.rollcall.engagement.policy;

/**
 * The parameters by which one programme's students are assessed.
 *
 * @param minimumSharePercent how much of what was attended or missed without excuse must be attended for a week to count
 *     as attended; 0 where a single attended session is enough
 */
public record Rules(
        Levels levels, int minimumSharePercent, UnknownWeek unknownWeek, ExcusedWeeks excusedWeeks, Ladder ladder) {

    public Rules {
        if (minimumSharePercent < 0 || minimumSharePercent > 100) {
            throw new IllegalArgumentException("the minimum share is 0 to 100 percent, not " + minimumSharePercent);
        }
    }
}
