package org.rollcall.cases.file;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.CaseState;

/** The states' names, in the database and for everyone who asks. */
enum StateName {
    Contacted,
    InterviewRequired,
    Closed;

    static StateName of(CaseState state) {
        return switch (state) {
            case CaseState.Contacted() -> Contacted;
            case CaseState.InterviewRequired() -> InterviewRequired;
            case CaseState.Closed closed -> Closed;
        };
    }

    /**
     * The state of this name.
     *
     * @param closedBecause given for a closed case only
     */
    CaseState toState(@Nullable String closedBecause) {
        return switch (this) {
            case Contacted -> new CaseState.Contacted();
            case InterviewRequired -> new CaseState.InterviewRequired();
            case Closed -> new CaseState.Closed(CaseState.Closed.Reason.valueOf(Objects.requireNonNull(closedBecause)));
        };
    }
}
