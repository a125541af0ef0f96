package org.rollcall.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.notification.Interview;
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

    private static final Pattern ONE_THING_TO_DO =
            Pattern.compile("\n(WHAT TO DO NOW|WHAT IS NEEDED FROM YOU|WHAT YOU CAN DO, AND BY WHEN)\n");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 3);
    private static final Instant SENT = Instant.parse("2026-10-14T23:30:00Z");
    private static final Student AMINA = new Student("S1", "Amina", "Okafor", "amina@example.ac.uk", "BA-HIST");
    private static final Student OBRIEN =
            new Student("S1", "Seán & Zoë", "O'Brien <b>", "sean@example.ac.uk", "BA-HIST");
    private static final Student NAMELESS = new Student("S1", "", "", "", "");
    private static final Programme PROGRAMME =
            new Programme("BA-HIST", "BA History & Politics", "Dr P. Marsh", "", "office@example.ac.uk");
    private static final Programme NEVER_HEARD_OF = new Programme("BA-HIST", "", "", "", "");

    @Inject
    Wording wording;

    @ParameterizedTest
    @EnumSource(Template.class)
    void every_template_says_what_why_and_what_to_do_in_both_forms(Template template) {
        var matter = Examples.of(template);
        var letter = wording.write(matter);

        assertThat(letter.subject()).isNotBlank().hasSizeLessThan(78);
        for (var form : new String[] {letter.text(), bodyOf(letter.html())}) {
            assertThat(form)
                    .contains(matter.mailing().recipient() == Recipient.STUDENT ? "Dear Amina," : "Dear colleague,")
                    .containsPattern("[Cc]lause [3-9]|appeal procedure|People decide in a case")
                    .contains("The University")
                    .doesNotContain("{", "NOT_FOUND", "null");
        }
        assertThat(letter.text()).containsOnlyOnce("\nWHY YOU GET THIS\n");
        assertThat(ONE_THING_TO_DO.matcher(letter.text()).results()).hasSize(1);
        assertThat(letter.html()).contains("<html lang=\"en-GB\">").containsOnlyOnce("class=\"action\"");
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void both_forms_of_a_template_say_the_same(Template template) {
        var letter = wording.write(Examples.of(template));

        assertThat(words(letter.text())).isEqualTo(words(bodyOf(letter.html())));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void no_letter_threatens_with_what_the_policy_does_not_say_or_speaks_in_jargon(Template template) {
        var letter = wording.write(Examples.of(template));

        assertThat(letter.text().toLowerCase(Locale.UK))
                .doesNotContainPattern("\\b(must|warning|fail(ure|ed)?|non-attendance|sanction|terminat\\w+|threshold|"
                        + "engagement (status|level|score)|disciplin\\w+|immediately|forthwith|hereby|pursuant)\\b");
        assertThat(letter.text().lines())
                .allSatisfy(line -> assertThat(line.split("(?<=[.:?!]) "))
                        .allSatisfy(sentence -> assertThat(sentence.split(" ")).hasSizeLessThan(48)));
    }

    @Test
    void the_sessions_of_a_missed_week_are_named_by_day_time_title_and_room() {
        var text = wording.write(Examples.of(Template.CIRCUMSTANCES)).text();

        assertThat(text).contains("""
                        - Monday 12 to Sunday 18 October 2026
                          * Monday 12 October, 10 am: Algorithms lecture, room JP-301
                          * Wednesday 14 October, 2.30 pm: Algorithms seminar
                        """).doesNotContain("Monday 26 to Sunday");
    }

    @Test
    void a_student_is_given_a_day_to_answer_by_that_skips_what_is_no_working_day() {
        var tuesday = LocalDate.of(2026, 12, 22);
        var letter = wording.write(new Matter(
                new Mailing(Template.CIRCUMSTANCES, Recipient.STUDENT),
                Raise.contact("S1", "one-week").reached(),
                AMINA,
                PROGRAMME,
                null,
                List.of(),
                tuesday));

        // Christmas Day, the weekend, and the Monday that stands in for Boxing Day are none.
        assertThat(letter.text()).contains("Please reply to this e-mail by Thursday 31 December 2026");
    }

    @Test
    void a_decision_says_until_when_and_how_to_appeal_and_what_to_quote() {
        var letter = wording.write(Examples.of(Template.DECISION_WITHDRAWAL));

        assertThat(letter.text())
                .contains("you can appeal until the end of Wednesday 3 February 2027")
                .contains("head-of-registry-services@example.ac.uk")
                .contains("Quote the reference 019b1c3d-2e40-7f58-b6d7-9a8b7c6d5e04")
                .contains("The withdrawal has not taken effect.");
        assertThat(letter.html())
                .contains("href=\"mailto:head-of-registry-services@example.ac.uk?subject=Appeal%20"
                        + "019b1c3d-2e40-7f58-b6d7-9a8b7c6d5e04\"");
    }

    @Test
    void an_appeal_is_acknowledged_with_the_day_by_which_it_is_answered() {
        assertThat(wording.write(Examples.of(Template.APPEAL_RECEIVED)).text())
                .contains("We received your appeal on Friday 29 January 2027.")
                .contains("in writing by Friday 12 February 2027");
    }

    @ParameterizedTest
    @CsvSource({
        "https://meet.example.ac.uk/x, true",
        "http://meet.example.ac.uk/x, false",
        "javascript:alert(1), false",
        "'https://meet.example.ac.uk/\" onmouseover=\"x', false",
        "ring 01707 000000, false",
    })
    void only_a_safe_address_becomes_a_link(String joinUrl, boolean isLink) {
        var letter = write(
                new Mailing(Template.APPOINTMENT, Recipient.STUDENT),
                Interview.of("S1").online(joinUrl).scheduled(),
                AMINA,
                PROGRAMME,
                null);

        assertThat(letter.html().contains("<a class=\"link\" href=\"" + joinUrl))
                .isEqualTo(isLink);
        assertThat(letter.text()).contains("Online: " + joinUrl);
    }

    @Test
    void a_name_from_right_to_left_stays_within_itself_and_one_that_steers_the_text_is_cleaned() {
        var letter = write(
                new Mailing(Template.SEND_APPOINTMENT, Recipient.ADMIN_OFFICE),
                Raise.interview("S1", "four-weeks").reached(),
                new Student("S1", "\u0639\u0645\u0631", "Evil\u202eeman", "", ""),
                PROGRAMME,
                null);

        assertThat(letter.text())
                .contains("Student \u2068\u0639\u0645\u0631\u2069 Evileman (S1) on")
                .doesNotContain("\u202e");
    }

    /** What a screen reader would say, without the head. */
    private static String bodyOf(String html) {
        return html.substring(html.indexOf("<main"), html.indexOf("</main>"))
                .replaceFirst("(?s)<h1.*?</h1>", " ")
                .replaceAll("<[^>]+>", " ")
                .replace("&amp;", "&")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.UK)
                .replaceAll("(?m)^ *[-*] ", " ")
                .replaceAll("\\s+", " ")
                .replaceAll(" (?=[.,:;)])", "")
                .strip();
    }

    @Test
    void names_are_escaped_in_html_and_left_alone_in_text() {
        var letter = write(
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
        var one = write(
                new Mailing(Template.CIRCUMSTANCES, Recipient.STUDENT),
                Raise.contact("S1", "one-week").reached(),
                AMINA,
                PROGRAMME,
                null);
        var four = write(
                new Mailing(Template.INTERVIEW_REQUIRED, Recipient.STUDENT),
                Raise.interview("S1", "four-weeks").reached(),
                AMINA,
                PROGRAMME,
                null);

        assertThat(one.text()).contains("missed required sessions in this week (see below)");
        assertThat(four.text()).contains("missed required sessions in these four weeks (see below)");
    }

    @Test
    void what_is_not_known_leaves_a_whole_sentence() {
        var letter = write(
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

        assertThat(write(
                                new Mailing(Template.SEND_APPOINTMENT, Recipient.PROGRAMME_LEADER),
                                raise,
                                AMINA,
                                PROGRAMME,
                                null)
                        .text())
                .contains("give your admin office the times")
                .doesNotContain("Please agree a time");
        assertThat(write(new Mailing(Template.SEND_APPOINTMENT, Recipient.ADMIN_OFFICE), raise, AMINA, PROGRAMME, null)
                        .text())
                .contains("Please agree a time with the Programme Leader, Dr P. Marsh, and send the student")
                .doesNotContain("give your admin office");
    }

    private Letter write(
            Mailing mailing, Object event, Student student, Programme programme, @Nullable Instant corrected) {
        return wording.write(new Matter(mailing, event, student, programme, corrected, List.of(), TODAY));
    }

    @ParameterizedTest
    @CsvSource({
        "ATTENDANCE_CORRECTED, Your attendance record has been corrected.",
        "ABSENCE_AUTHORISED, Your absence has been authorised.",
        "TIMETABLE_CHANGED, Your timetable has been changed.",
        "ENROLMENT_CHANGED, The record of your enrolment has been changed.",
    })
    void a_correction_says_what_changed_and_which_email_it_means(Reason reason, String sentence) {
        var letter = write(
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
