package org.rollcall.engagement.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it stands.
 *
 * @param firstWeek the first closed week of the academic year
 * @param latestWeek the latest closed week of it when the replay was asked for
 * @param policy the candidate's file as it was given
 * @param students how many are to be lived through
 * @param lastStudent all up to this one are done; empty before the first
 */
record Replay(
        UUID id,
        String academicYear,
        LocalDate firstWeek,
        LocalDate latestWeek,
        String policyVersion,
        String policy,
        Instant requestedAt,
        State state,
        int students,
        int studentsDone,
        String lastStudent,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
