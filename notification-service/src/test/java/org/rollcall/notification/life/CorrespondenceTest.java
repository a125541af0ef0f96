package org.rollcall.notification.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.notification.life.EmailState.Stage.FAILED;
import static org.rollcall.notification.life.EmailState.Stage.PENDING;
import static org.rollcall.notification.life.EmailState.Stage.SENT;
import static org.rollcall.notification.life.EmailState.Stage.WITHDRAWN;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.notification.life.Correspondence.Next;
import org.rollcall.notification.life.Correspondence.Request;
import org.rollcall.notification.life.Correspondence.Written;
import org.rollcall.notification.life.EmailState.Stage;

class CorrespondenceTest {

    private static final Mailing NOTICE = new Mailing(Template.INTERVIEW_REQUIRED, Recipient.STUDENT);
    private static final Mailing TO_LEADER = new Mailing(Template.SEND_APPOINTMENT, Recipient.PROGRAMME_LEADER);
    private static final Mailing CORRECTION = new Mailing(Template.CORRECTION, Recipient.STUDENT);
    private static final List<Mailing> NOTICES = List.of(NOTICE, TO_LEADER);
    private static final List<Mailing> CORRECTIONS = List.of(CORRECTION);
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    @Test
    void the_first_word_is_a_notice_to_everybody() {
        assertThat(new Correspondence(List.of()).reached(NOTICES))
                .isEqualTo(new Next(List.of(new Request(NOTICE, null), new Request(TO_LEADER, null)), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // the notice is … when the raise is rescinded: is it withdrawn, is it corrected
        "PENDING, true, false",
        "SENDING, false, true",
        "UNKNOWN, false, true",
        "SENT, false, true",
        "FAILED, false, false",
        "WITHDRAWN, false, false",
    })
    void a_rescission_withdraws_what_waits_and_corrects_what_may_have_arrived(
            Stage notice, boolean withdrawn, boolean corrected) {
        var next = new Correspondence(List.of(notice(FIRST, notice))).rescinded(CORRECTIONS);

        assertThat(next)
                .isEqualTo(new Next(
                        corrected ? List.of(new Request(CORRECTION, FIRST)) : List.of(),
                        withdrawn ? List.of(FIRST) : List.of()));
    }

    @Test
    void a_rescission_of_which_nobody_was_told_needs_no_word() {
        assertThat(new Correspondence(List.of()).rescinded(CORRECTIONS)).isEqualTo(new Next(List.of(), List.of()));
    }

    @Test
    void staff_are_told_in_the_case_and_get_no_correction() {
        var toLeader = new Written(FIRST, TO_LEADER, SENT, null);

        assertThat(new Correspondence(List.of(toLeader)).rescinded(CORRECTIONS))
                .isEqualTo(new Next(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // the notice, its correction: is the notice sent anew when the raise is reinstated
        "SENT, PENDING, false", "SENT, SENDING, true", "SENT, UNKNOWN, true", "SENT, SENT, true",
        "SENT, FAILED, false", "SENT, WITHDRAWN, false", "SENDING, PENDING, false", "UNKNOWN, PENDING, false",
    })
    void a_reinstated_raise_is_told_anew_to_whom_it_was_taken_back(Stage notice, Stage correction, boolean anew) {
        var next = new Correspondence(List.of(notice(FIRST, notice), correction(SECOND, FIRST, correction)))
                .reached(List.of(NOTICE));

        assertThat(next.ask()).isEqualTo(anew ? List.of(new Request(NOTICE, null)) : List.of());
        assertThat(next.withdraw()).isEqualTo(correction == PENDING ? List.of(SECOND) : List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"FAILED", "WITHDRAWN"})
    void a_notice_that_came_to_nothing_is_sent_when_the_raise_is_reinstated(Stage ended) {
        assertThat(new Correspondence(List.of(notice(FIRST, ended)))
                        .reached(List.of(NOTICE))
                        .ask())
                .containsExactly(new Request(NOTICE, null));
    }

    @Test
    void a_correction_that_failed_is_tried_again_by_the_next_rescission() {
        var correspondence = new Correspondence(List.of(notice(FIRST, SENT), correction(SECOND, FIRST, FAILED)));

        assertThat(correspondence.rescinded(CORRECTIONS).ask()).containsExactly(new Request(CORRECTION, FIRST));
    }

    @Test
    void the_second_notice_is_corrected_by_itself() {
        var correspondence =
                new Correspondence(List.of(notice(FIRST, SENT), correction(SECOND, FIRST, SENT), notice(THIRD, SENT)));

        assertThat(correspondence.rescinded(CORRECTIONS).ask()).containsExactly(new Request(CORRECTION, THIRD));
    }

    /** Raises that come and go while mails wait, are sent and fail: whoever heard something heard the truth last. */
    @Test
    void the_last_word_is_true_unless_it_failed_and_a_person_knows() {
        var heard = 0;
        for (var seed = 0L; seed < 5_000; seed++) {
            var story = new Story(new SplittableRandom(seed));
            var stands = story.tell();
            var last = story.last();
            if (last == null) {
                assertThat(stands)
                        .as("seed %d: nobody was told of a raise that stands", seed)
                        .isFalse();
            } else if (last.stage() == SENT) {
                assertThat(last.corrects() == null)
                        .as("seed %d: %s", seed, story.mails)
                        .isEqualTo(stands);
                heard++;
            }
        }
        assertThat(heard).isGreaterThan(2_000);
    }

    /** One raise and a naive mail service, which sends in order and fails at every fifth mail or so. */
    private static final class Story {

        private final SplittableRandom random;
        private final List<Written> mails = new ArrayList<>();

        Story(SplittableRandom random) {
            this.random = random;
        }

        /** Some words with some sending between them, and then the rest; returns whether the raise stands. */
        boolean tell() {
            var stands = false;
            for (var words = 1 + random.nextInt(6); words > 0; words--) {
                stands = !stands;
                var correspondence = new Correspondence(mails);
                follow(stands ? correspondence.reached(List.of(NOTICE)) : correspondence.rescinded(CORRECTIONS));
                for (var steps = random.nextInt(3); steps > 0; steps--) {
                    sendNext();
                }
            }
            while (sendNext()) {
                // Until nothing waits.
            }
            return stands;
        }

        /** The last mail that was tried. */
        @Nullable
        Written last() {
            return mails.stream()
                    .filter(mail -> mail.stage() != WITHDRAWN)
                    .reduce((earlier, later) -> later)
                    .orElse(null);
        }

        private void follow(Next next) {
            mails.replaceAll(mail -> next.withdraw().contains(mail.id()) ? at(mail, WITHDRAWN) : mail);
            for (var request : next.ask()) {
                mails.add(new Written(new UUID(0, mails.size() + 1), request.mailing(), PENDING, request.corrects()));
            }
        }

        private boolean sendNext() {
            for (var i = 0; i < mails.size(); i++) {
                if (mails.get(i).stage() == PENDING) {
                    mails.set(i, at(mails.get(i), random.nextInt(5) == 0 ? FAILED : SENT));
                    return true;
                }
            }
            return false;
        }

        private static Written at(Written mail, Stage stage) {
            return new Written(mail.id(), mail.mailing(), stage, mail.corrects());
        }
    }

    private static Written notice(UUID id, Stage stage) {
        return new Written(id, NOTICE, stage, null);
    }

    private static Written correction(UUID id, UUID corrects, Stage stage) {
        return new Written(id, CORRECTION, stage, corrects);
    }
}
