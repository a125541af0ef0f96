package org.rollcall.appeals.appeal;

import org.rollcall.appeals.life.AppealState;

/** The states as the database and the outside name them; whether a received appeal is late, it says beside. */
public enum StateName {
    Received,
    UnderInvestigation,
    Upheld,
    NotUpheld,
    RejectedAsLate;

    static StateName of(AppealState state) {
        return switch (state) {
            case AppealState.ReceivedInTime it -> Received;
            case AppealState.ReceivedLate it -> Received;
            case AppealState.UnderInvestigation it -> UnderInvestigation;
            case AppealState.Upheld it -> Upheld;
            case AppealState.NotUpheld it -> NotUpheld;
            case AppealState.RejectedAsLate it -> RejectedAsLate;
        };
    }

    boolean isEnd() {
        return this == Upheld || this == NotUpheld || this == RejectedAsLate;
    }
}
