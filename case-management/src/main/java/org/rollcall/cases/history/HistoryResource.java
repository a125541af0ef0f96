package org.rollcall.cases.history;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/** What happened in a case. */
@Path("/cases/{caseId}/history")
class HistoryResource {

    private final History history;
    private final CaseReaders readers;

    HistoryResource(History history, CaseReaders readers) {
        this.history = history;
        this.readers = readers;
    }

    /** With {@code verify=true}, whether it is still as it was written. */
    @GET
    @Transactional
    public HistoryView history(
            @PathParam("caseId") String caseId, @QueryParam("verify") @DefaultValue("false") boolean verify) {
        readers.check(caseId);
        var chain = history.chain(caseId);
        var head = history.head(caseId);
        if (chain.links().isEmpty() && head.length() == 0) {
            throw Problems.notFound("There is no case " + caseId);
        }
        return new HistoryView(
                caseId,
                chain.links().stream().map(LineView::from).toList(),
                verify ? Verification.from(chain.verify(head)) : null);
    }

    /**
     * The answer.
     *
     * @param verification null when none was asked for
     */
    record HistoryView(
            String caseId, List<LineView> lines, @Nullable Verification verification) {}

    /** A line; see {@link Line}. */
    record LineView(
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
    record Verification(
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
