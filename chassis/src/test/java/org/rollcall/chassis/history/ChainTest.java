package org.rollcall.chassis.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.chassis.history.Chain.Head;
import org.rollcall.chassis.history.Chain.Link;
import org.rollcall.chassis.history.Chain.Seal;
import org.rollcall.chassis.history.Chain.Verdict.Broken;
import org.rollcall.chassis.history.Chain.Verdict.Intact;

class ChainTest {

    private static final String CASE = "case-1";
    private static final Instant WEDNESDAY = Instant.parse("2026-10-07T08:00:00Z");

    private final List<Link> links = new ArrayList<>();
    private Head head = Head.START;

    ChainTest() {
        for (var what : List.of("CASE_OPENED", "THRESHOLD_ADDED", "EMAIL_SENT", "CASE_CLOSED")) {
            var link = Chain.next(
                    CASE,
                    head,
                    new Line(what, "about", null, "case-management", WEDNESDAY, "event"),
                    "salt" + head.length());
            links.add(link);
            head = new Head(link.sequence(), link.hash());
        }
    }

    @Test
    void what_nobody_touched_is_intact() {
        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Intact());
    }

    static Stream<UnaryOperator<Line>> changes() {
        return Stream.of(
                line -> new Line("THRESHOLD_MOVED", line.about(), line.detail(), line.actor(), line.at(), line.cause()),
                line -> new Line(line.what(), "other", line.detail(), line.actor(), line.at(), line.cause()),
                line -> new Line(line.what(), null, "about", line.actor(), line.at(), line.cause()),
                line -> new Line(line.what(), line.about(), "", line.actor(), line.at(), line.cause()),
                line -> new Line(line.what(), line.about(), line.detail(), "p.marsh", line.at(), line.cause()),
                line -> new Line(
                        line.what(),
                        line.about(),
                        line.detail(),
                        line.actor(),
                        line.at().plusNanos(1_000),
                        line.cause()),
                line -> new Line(line.what(), line.about(), line.detail(), line.actor(), line.at(), "other"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_changed_line_is_named(UnaryOperator<Line> change) {
        var second = links.get(1);
        links.set(1, new Link(second.sequence(), change.apply(second.line()), second.seal(), second.hash()));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(2, "the line is not as it was written"));
    }

    @Test
    void the_erased_name_of_who_acted_leaves_the_chain_whole() {
        links.set(1, actedBy(Chain.ERASED, null));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Intact());
    }

    @Test
    void a_name_that_is_put_where_one_was_erased_is_found() {
        links.set(1, actedBy("p.marsh", null));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(2, "the line is not as it was written"));
    }

    @Test
    void a_name_with_a_seal_of_its_own_is_found() {
        links.set(1, actedBy("p.marsh", Seal.of("salt", "p.marsh")));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(2, "the line is not as it was written"));
    }

    private Link actedBy(String actor, @Nullable Seal seal) {
        var second = links.get(1);
        var line = second.line();
        return new Link(
                second.sequence(),
                new Line(line.what(), line.about(), line.detail(), actor, line.at(), line.cause()),
                seal == null
                        ? new Seal(null, Objects.requireNonNull(second.seal()).digest())
                        : seal,
                second.hash());
    }

    @Test
    void a_changed_line_with_a_new_hash_of_its_own_is_found_by_the_next() {
        var changed = Chain.next(
                CASE,
                new Head(1, links.getFirst().hash()),
                new Line("X", null, null, "p.marsh", WEDNESDAY, "event"),
                "salt");
        links.set(1, changed);

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(3, "the line is not as it was written"));
    }

    @Test
    void a_last_line_with_a_new_hash_of_its_own_is_found_by_where_the_history_ended() {
        links.removeLast();
        var third = links.getLast();
        links.add(Chain.next(CASE, new Head(third.sequence(), third.hash()), third.line(), "another salt"));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(4, "the line is not as it was written"));
    }

    @Test
    void a_line_taken_out_is_missed() {
        links.remove(1);

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(2, "the line is missing"));
    }

    @Test
    void a_line_cut_off_at_the_end_is_missed() {
        links.removeLast();

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(4, "the line is missing"));
    }

    @Test
    void a_line_put_in_at_the_end_is_found() {
        links.add(Chain.next(CASE, head, links.getFirst().line(), "salt"));

        assertThat(new Chain(CASE, links).verify(head)).isEqualTo(new Broken(5, "the line was added by another hand"));
    }

    @Test
    void the_lines_of_another_case_are_not_this_ones() {
        assertThat(new Chain("case-2", links).verify(head))
                .isEqualTo(new Broken(1, "the line is not as it was written"));
    }
}
