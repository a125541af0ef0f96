package org.rollcall.chassis.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history as it is shown.
 *
 * @param verification null when none was asked for
 */
public record HistoryView(List<LineView> lines, @Nullable Verification verification) {

    static HistoryView of(Chain chain, Chain.@Nullable Verdict verdict) {
        return new HistoryView(
                chain.links().stream().map(LineView::from).toList(),
                verdict == null ? null : Verification.from(verdict));
    }

    /** A line in its place; see {@link Line}. */
    public record LineView(
            int sequence,
            String what,
            @Nullable String about,
            @Nullable String detail,
            String actor,
            Instant at,
            String cause,
            String hash) {

        static LineView from(Chain.Link link) {
            var line = link.line();
            return new LineView(
                    link.sequence(),
                    line.what(),
                    line.about(),
                    line.detail(),
                    line.actor(),
                    line.at(),
                    line.cause(),
                    link.hash());
        }
    }

    /**
     * Whether the history is as it was written.
     *
     * @param firstBroken the sequence of the first line that is not; null when all are
     */
    public record Verification(
            boolean intact,
            @Nullable Integer firstBroken,
            @Nullable String why) {

        static Verification from(Chain.Verdict verdict) {
            return switch (verdict) {
                case Chain.Verdict.Intact() -> new Verification(true, null, null);
                case Chain.Verdict.Broken(var sequence, var why) -> new Verification(false, sequence, why);
            };
        }
    }
}
