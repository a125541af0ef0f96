package org.rollcall.notification.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailKeyTest {

    private static final Mailing TO_LEADER = new Mailing(Template.SEND_APPOINTMENT, Recipient.PROGRAMME_LEADER);
    private static final Mailing TO_OFFICE = new Mailing(Template.SEND_APPOINTMENT, Recipient.ADMIN_OFFICE);

    @Test
    void the_same_key_gives_the_same_id_at_all_times() {
        assertThat(new EmailKey("event-1", 1, TO_LEADER).emailId())
                .isEqualTo(UUID.fromString("cc3a64c4-c7f9-3bfa-86a4-6859f29a1531"));
    }

    @Test
    void event_revision_template_and_recipient_each_make_another_email() {
        assertThat(Stream.of(
                                new EmailKey("event-1", 1, TO_LEADER),
                                new EmailKey("event-2", 1, TO_LEADER),
                                new EmailKey("event-1", 2, TO_LEADER),
                                new EmailKey("event-1", 1, TO_OFFICE),
                                new EmailKey(
                                        "event-1", 1, new Mailing(Template.CIRCUMSTANCES, Recipient.PROGRAMME_LEADER)))
                        .map(EmailKey::emailId))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "nul\0"})
    void an_event_id_that_could_not_be_published_again_is_refused(String eventId) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailKey(eventId, 1, TO_LEADER));
    }

    @Test
    void an_event_id_has_255_characters_at_most() {
        assertThat(new EmailKey("x".repeat(255), 1, TO_LEADER)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailKey("x".repeat(256), 1, TO_LEADER));
    }
}
