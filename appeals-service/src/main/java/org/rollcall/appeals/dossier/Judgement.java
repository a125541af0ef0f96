package org.rollcall.appeals.dossier;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a step at some time.
 *
 * @param because a sentence for whoever investigates
 * @param events those that show it, the oldest first
 */
public record Judgement(Verdict verdict, String because, List<Source> events) {

    public Judgement {
        events = List.copyOf(events);
    }

    static Judgement met(String because, @Nullable Fact... shown) {
        return of(Verdict.MET, because, Stream.of(shown));
    }

    static Judgement notMet(String because, @Nullable Fact... shown) {
        return of(Verdict.NOT_MET, because, Stream.of(shown));
    }

    static Judgement unknown(String because, @Nullable Fact... shown) {
        return of(Verdict.UNKNOWN, because, Stream.of(shown));
    }

    static Judgement of(Verdict verdict, String because, Stream<? extends @Nullable Fact> shown) {
        return new Judgement(
                verdict,
                because,
                shown.filter(Objects::nonNull)
                        .map(Fact::source)
                        .distinct()
                        .sorted(Knowledge.BY_TIME)
                        .toList());
    }
}
