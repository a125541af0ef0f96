package org.rollcall.cases.life;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be done, in the policy's words.
 *
 * @param clause the clause that does not allow it; null where none speaks of it
 * @param detail a sentence for the person who asked
 * @param instead what may be done in the case as it is
 */
public record Refusal(Why why, @Nullable String clause, String detail, List<Next> instead) {

    public Refusal {
        instead = List.copyOf(instead);
    }

    /** The kinds of refusals; they are told apart by their names, which stay. */
    public enum Why {
        NOT_IN_THIS_STATE,
        NO_SUCH_INTERVIEW,
        NO_SUCH_AGREEMENT,
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
        NO_FLAG
    }

    static Refusal because(Why why, @Nullable String clause, String detail) {
        return new Refusal(why, clause, detail, List.of());
    }

    Refusal butInstead(List<Next> may) {
        return new Refusal(why, clause, detail, may);
    }
}
