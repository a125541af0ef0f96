package org.rollcall.cases.request;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;
import org.rollcall.cases.life.Refusal;
import org.rollcall.chassis.problem.Problems;

/** Refusals of the core as they leave the edge: a stable type, the clause, and what may be done instead. */
public final class Refusals {

    private Refusals() {}

    /** The policy does not allow it now: 409, and 404 for what is not there. */
    public static HttpProblem problem(Refusal refusal, String caseId) {
        return switch (refusal.why()) {
            case NO_SUCH_INTERVIEW, NO_SUCH_AGREEMENT -> Problems.notFound(refusal.detail());
            case NOT_IN_THIS_STATE,
                    INTERVIEW_DEMAND_NOT_SENT,
                    INTERVIEW_IN_THE_PAST,
                    NOTICE_TOO_SHORT,
                    INTERVIEW_NOT_BEGUN,
                    NOTICE_TOO_LATE,
                    AGREEMENT_LIMIT_REACHED,
                    ALREADY_SIGNED,
                    GROUND_NOT_ESTABLISHED,
                    NOTIFIED_ON_IMPOSSIBLE,
                    DECISION_IS_FINAL,
                    APPEAL_IS_OPEN,
                    NO_FLAG -> conflict(refusal, caseId);
        };
    }

    private static HttpProblem conflict(Refusal refusal, String caseId) {
        var problem = Problems.problem(name(refusal.why()), Status.CONFLICT, refusal.detail());
        if (refusal.clause() != null) {
            problem.with("clause", refusal.clause());
        }
        return problem.with(
                        "instead",
                        refusal.instead().stream()
                                .map(next -> NextCall.from(next, caseId))
                                .toList())
                .build();
    }

    /** As in {@code agreement-limit-reached}. */
    public static String name(Refusal.Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
