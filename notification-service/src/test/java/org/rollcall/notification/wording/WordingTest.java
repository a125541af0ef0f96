package org.rollcall.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.notification.Raise;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.life.Template;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class WordingTest {

    private static final Instant SENT = Instant.parse("2026-10-14T23:30:00Z");
    private static final Student AMINA = new Student("S1", "Amina", "Okafor", "amina@example.ac.uk");
    private static final Student OBRIEN = new Student("S1", "Seán & Zoë", "O'Brien <b>", "sean@example.ac.uk");
    private static final Student NAMELESS = new Student("S1", "", "", "");
    private static final Programme PROGRAMME =
            new Programme("BA-HIST", "BA History & Politics", "Dr P. Marsh", "", "office@example.ac.uk");
    private static final Programme NEVER_HEARD_OF = new Programme("BA-HIST", "", "", "", "");

    @Inject
    Wording wording;

    @ParameterizedTest
    @EnumSource(Template.class)
    void every_template_says_what_why_and_what_to_do_in_both_forms(Template template) {
        var letter = Examples.of(template, wording);

        assertThat(letter.subject()).isNotBlank().hasSizeLessThan(78);
        for (var form : new String[] {letter.text(), letter.html()}) {
            assertThat(form)
                    .contains("Monday 5 to Sunday 11 October 2026")
                    .containsPattern("[Cc]lause [345] of the Student Attendance and Engagement Policy")
                    .contains("The University")
                    .doesNotContain("{", "NOT_FOUND");
        }
        assertThat(letter.html()).contains("<html lang=\"en-GB\">");
    }

    @Test
    void names_are_escaped_in_html_and_left_alone_in_text() {
        var letter = wording.write(
                new Mailing(Template.SEND_APPOINTMENT, Recipient.ADMIN_OFFICE),
                Raise.interview("S1", "four-weeks").reached(),
                OBRIEN,
                PROGRAMME,
                null);

        assertThat(letter.text()).contains("Seán & Zoë O'Brien <b> (S1) on BA History & Politics missed");
        assertThat(letter.html())
                .contains("Seán &amp; Zoë O&#39;Brien &lt;b&gt; (S1) on BA History &amp; Politics missed");
    }

    @Test
    void one_week_is_this_week_and_more_are_counted() {
        var one = wording.write(
                new Mailing(Template.CIRCUMSTANCES, Recipient.STUDENT),
                Raise.contact("S1", "one-week").reached(),
                AMINA,
                PROGRAMME,
                null);
        var four = wording.write(
                new Mailing(Template.INTERVIEW_REQUIRED, Recipient.STUDENT),
                Raise.interview("S1", "four-weeks").reached(),
                AMINA,
                PROGRAMME,
                null);

        assertThat(one.text()).contains("missed required sessions in this week:");
        assertThat(four.text()).contains("missed required sessions in these four weeks:");
    }

    @Test
    void what_is_not_known_leaves_a_whole_sentence() {
        var letter = wording.write(
                new Mailing(Template.INTERVIEW_REQUIRED, Recipient.STUDENT),
                Raise.interview("S1", "four-weeks").reached(),
                NAMELESS,
                NEVER_HEARD_OF,
                null);

        assertThat(letter.text())
                .startsWith("Dear student,")
                .contains("your Programme Leader will meet you to talk about how you can continue on BA-HIST.");
    }

    @Test
    void leader_and_office_are_each_asked_for_their_own_part() {
        var raise = Raise.interview("S1", "four-weeks").reached();

        assertThat(wording.write(
                                new Mailing(Template.SEND_APPOINTMENT, Recipient.PROGRAMME_LEADER),
                                raise,
                                AMINA,
                                PROGRAMME,
                                null)
                        .text())
                .contains("give your admin office the times")
                .doesNotContain("Please agree a time");
        assertThat(wording.write(
                                new Mailing(Template.SEND_APPOINTMENT, Recipient.ADMIN_OFFICE),
                                raise,
                                AMINA,
                                PROGRAMME,
                                null)
                        .text())
                .contains("Please agree a time with the Programme Leader, Dr P. Marsh, and send the student")
                .doesNotContain("give your admin office");
    }

    @ParameterizedTest
    @CsvSource({
        "ATTENDANCE_CORRECTED, Your attendance record has been corrected.",
        "ABSENCE_AUTHORISED, Your absence has been authorised.",
        "TIMETABLE_CHANGED, Your timetable has been changed.",
        "ENROLMENT_CHANGED, The record of your enrolment has been changed.",
    })
    void a_correction_says_what_changed_and_which_email_it_means(Reason reason, String sentence) {
        var letter = wording.write(
                new Mailing(Template.CORRECTION, Recipient.STUDENT),
                Raise.contact("S1", "one-week").again().rescinded(reason),
                AMINA,
                PROGRAMME,
                SENT);

        // It was sent half an hour after midnight in London.
        assertThat(letter.subject()).isEqualTo("Correction: our e-mail of Thursday 15 October 2026 no longer applies");
        assertThat(letter.text())
                .contains(sentence + " That e-mail no longer applies.")
                .doesNotContain("interview");
    }
}
