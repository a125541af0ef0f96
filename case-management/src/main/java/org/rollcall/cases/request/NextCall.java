package org.rollcall.cases.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Next;

/**
 * A call that may follow.
 *
 * @param call what it does, as in {@code SCHEDULE_INTERVIEW}
 * @param roles who may make it
 * @param clause the clause of the policy that it serves; null where it serves none
 * @param notYet why it may not be made yet; null when it may
 */
public record NextCall(
        String call,
        String method,
        String path,
        List<String> roles,
        @Nullable String clause,
        @Nullable NotYet notYet) {

    /** Why not yet. */
    public record NotYet(String reason, @Nullable String clause, String detail) {}

    public static NextCall from(Next next, String caseId) {
        var template = next.call().template().split(" ", 2);
        var path = template[1].replace("{caseId}", caseId);
        var about = next.about();
        return new NextCall(
                next.call().name(),
                template[0],
                about == null ? path : path.replace("{id}", about),
                next.call().roles(),
                next.call().clause(),
                next.hindrance()
                        .map(why -> new NotYet(Refusals.name(why.why()), why.clause(), why.detail()))
                        .orElse(null));
    }
}
