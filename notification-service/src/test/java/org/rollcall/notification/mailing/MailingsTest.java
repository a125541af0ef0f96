package org.rollcall.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.notification.life.Recipient.ADMIN_OFFICE;
import static org.rollcall.notification.life.Recipient.PROGRAMME_LEADER;
import static org.rollcall.notification.life.Recipient.STUDENT;
import static org.rollcall.notification.life.Template.CIRCUMSTANCES;
import static org.rollcall.notification.life.Template.CORRECTION;
import static org.rollcall.notification.life.Template.INTERVIEW_REQUIRED;
import static org.rollcall.notification.life.Template.SEND_APPOINTMENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.notification.Raise;
import org.rollcall.notification.life.Mailing;

class MailingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"one-week", "three-weeks", "a-step-of-the-nursing-council"})
    void a_contact_asks_the_student_for_their_circumstances(String step) {
        assertThat(Mailings.of(Raise.contact("S1", step).reached()))
                .containsExactly(new Mailing(CIRCUMSTANCES, STUDENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"four-weeks", "two-placements"})
    void an_interview_is_told_to_the_student_the_leader_and_the_office(String step) {
        assertThat(Mailings.of(Raise.interview("S1", step).reached()))
                .containsExactly(
                        new Mailing(INTERVIEW_REQUIRED, STUDENT),
                        new Mailing(SEND_APPOINTMENT, PROGRAMME_LEADER),
                        new Mailing(SEND_APPOINTMENT, ADMIN_OFFICE));
    }

    @Test
    void a_rescission_is_told_to_the_student() {
        assertThat(Mailings.of(Raise.interview("S1", "four-weeks").rescinded(Reason.ABSENCE_AUTHORISED)))
                .containsExactly(new Mailing(CORRECTION, STUDENT));
    }
}
