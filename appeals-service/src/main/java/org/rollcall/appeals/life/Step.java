package org.rollcall.appeals.life;

import java.util.Optional;
import java.util.function.Supplier;

/** What became of a step that a person wanted to take. */
public sealed interface Step<S extends AppealState> {

    /** It was taken: this is the next state. */
    record Taken<S extends AppealState>(S state) implements Step<S> {}

    /** It was not: the state is as it was. */
    record Refused<S extends AppealState>(Refusal why) implements Step<S> {}

    /** Taken, unless there is an objection. */
    static <S extends AppealState> Step<S> unless(Optional<Refusal> objection, Supplier<S> next) {
        return objection.<Step<S>>map(Refused::new).orElseGet(() -> new Taken<>(next.get()));
    }
}
