package org.rollcall.cases.file;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/**
 * Which cases are asked for; what is not given does not matter.
 *
 * @param state by its name, as in {@code InterviewRequired}
 * @param flagged whether something waits for a person to look at it
 * @param overdue whether the day by which somebody had to act has passed
 */
record CaseFilter(
        @QueryParam("state") @Nullable String state,
        @QueryParam("programme") @Nullable String programme,
        @QueryParam("faculty") @Nullable String faculty,
        @QueryParam("student") @Nullable String student,
        @QueryParam("flagged") @Nullable Boolean flagged,
        @QueryParam("overdue") @Nullable Boolean overdue) {

    /** The state that is asked for; null where it does not matter. */
    @Nullable
    StateName named() {
        if (state == null) {
            return null;
        }
        for (var name : StateName.values()) {
            if (name.name().equals(state)) {
                return name;
            }
        }
        throw Problems.badRequest("state", "is not the name of a state: " + state);
    }
}
