package org.rollcall.cases.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.cases.life.Raises.contact;
import static org.rollcall.cases.life.Raises.contactCounting;
import static org.rollcall.cases.life.Raises.contactOf;
import static org.rollcall.cases.life.Raises.inProgramme;
import static org.rollcall.cases.life.Raises.interview;
import static org.rollcall.cases.life.Raises.reinstated;
import static org.rollcall.cases.life.Raises.rescinded;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.cases.life.Contact.State;

class CasebookTest {

    private final StudentStory student = new StudentStory();

    @Test
    void the_first_contact_opens_a_case() {
        student.raised(contact(1));

        assertThat(student.files()).containsExactly("Contacted: contact 1");
        assertThat(student.happened()).containsExactly("opened", "added contact 1");
    }

    @Test
    void a_further_contact_is_added_to_the_open_case() {
        student.raised(contact(1), contact(3));

        assertThat(student.files()).containsExactly("Contacted: contact 1, contact 3");
        assertThat(student.happened()).containsExactly("added contact 3");
    }

    @Test
    void the_interview_threshold_demands_an_interview() {
        student.raised(contact(1), contact(3), interview(4));

        assertThat(student.files()).containsExactly("InterviewRequired: contact 1, contact 3, interview 4");
        assertThat(student.happened()).containsExactly("added interview 4", "interview required");
    }

    @Test
    void what_is_heard_twice_happens_once() {
        student.raised(contact(1)).raised(contact(1));
        assertThat(student.happened()).isEmpty();

        student.raised(rescinded(contact(1))).raised(contact(1), rescinded(contact(1)));
        assertThat(student.happened()).isEmpty();
    }

    @Test
    void the_case_goes_with_the_student_to_another_programme() {
        student.raised(contact(1), inProgramme("BSC-DS", contact(3)));

        assertThat(student.casebook().files())
                .extracting(CaseFile::programmeCode)
                .containsExactly("BSC-DS");
    }

    @Test
    void another_academic_year_is_another_case() {
        student.raised(contact(1), contactOf("2027/28", 52));

        assertThat(student.files()).containsExactly("Contacted: contact 1", "Contacted: contact 52");
    }

    @Test
    void the_id_of_a_case_can_be_reckoned_by_anyone() {
        student.attended(1).raised(contact(1), contact(2));

        assertThat(student.casebook().files())
                .extracting(file -> file.id().value())
                .as("the name-based UUID of S1000001, 2026/27 and contact 1, each on a line")
                .containsExactly("bcca7dbb-953d-3741-a0f4-077749554b84");
    }

    @Nested
    class An_attended_week {

        @ParameterizedTest(name = "attended week {0} after a contact as of week 3: {1}")
        @CsvSource({"2, Contacted", "3, Contacted", "4, Closed(RE_ENGAGED)"})
        void closes_the_case_when_it_is_later(int attended, String state) {
            student.raised(contact(3)).attended(attended);

            assertThat(student.files()).containsExactly(state + ": contact 3");
        }

        @ParameterizedTest(name = "attended week {0}, heard of before a contact as of week 3: {1}")
        @CsvSource({"2, Contacted", "3, Contacted", "4, Closed(RE_ENGAGED)"})
        void closes_the_case_when_it_was_heard_of_before(int attended, String state) {
            student.attended(attended).raised(contact(3));

            assertThat(student.files()).containsExactly(state + ": contact 3");
        }

        @Test
        void of_the_next_academic_year_closes_the_case_too() {
            student.raised(contact(30)).attended(53);

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 30");
        }

        @Test
        void is_followed_by_another_case_when_the_student_is_missed_again() {
            student.raised(contact(1)).attended(2).raised(contact(3));

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 1", "Contacted: contact 3");
        }

        @Test
        void that_is_heard_of_late_parts_the_cases_as_if_it_had_been_heard_of_in_time() {
            student.raised(contact(1), contact(3)).attended(2);

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 1", "Contacted: contact 3");
            assertThat(student.happened())
                    .containsExactly("closed RE_ENGAGED", "opened", "moved contact 3", "added contact 3");
        }

        @Test
        void leaves_the_demand_for_an_interview_as_it_is() {
            student.raised(contact(3), interview(4)).attended(5).raised(contact(7));

            assertThat(student.files()).containsExactly("InterviewRequired: contact 3, interview 4, contact 7");
        }

        @Test
        void before_the_run_that_led_to_the_interview_parts_the_cases() {
            student.raised(contact(1), contact(3), interview(6)).attended(2);

            assertThat(student.files())
                    .containsExactly("Closed(RE_ENGAGED): contact 1", "InterviewRequired: contact 3, interview 6");
        }

        @Test
        void that_a_threshold_counts_as_missed_parts_nothing_until_the_threshold_is_corrected() {
            student.raised(contact(1), contactCounting(1, 2, 3)).attended(2);
            assertThat(student.files()).containsExactly("Contacted: contact 1, contact 3");

            student.raised(rescinded(contactCounting(1, 2, 3)));
            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 1, contact 3 rescinded");
        }

        @Test
        void that_was_not_attended_after_all_opens_the_case_again() {
            student.raised(contact(1)).attended(2).notAttended(2);

            assertThat(student.files()).containsExactly("Contacted: contact 1");
            assertThat(student.happened()).containsExactly("reopened");
        }

        @Test
        void that_was_not_attended_after_all_leaves_the_student_with_one_open_case() {
            student.raised(contact(1)).attended(2).raised(contact(3)).notAttended(2);

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): ", "Contacted: contact 1, contact 3");
        }
    }

    @Nested
    class A_rescinded_threshold {

        @Test
        void closes_the_case_that_rests_on_it_alone() {
            student.raised(contact(1), rescinded(contact(1)));

            assertThat(student.files()).containsExactly("Closed(THRESHOLD_RESCINDED): contact 1 rescinded");
            assertThat(student.happened()).containsExactly("rescinded contact 1", "closed THRESHOLD_RESCINDED");
        }

        @Test
        void leaves_a_case_that_rests_on_another_too() {
            student.raised(contact(1), contact(3), rescinded(contact(1)));

            assertThat(student.files()).containsExactly("Contacted: contact 1 rescinded, contact 3");
        }

        @Test
        void takes_the_demand_for_an_interview_back() {
            student.raised(contact(1), interview(4), rescinded(interview(4)));

            assertThat(student.files()).containsExactly("Contacted: contact 1, interview 4 rescinded");
            assertThat(student.happened()).containsExactly("rescinded interview 4", "interview no longer required");
        }

        @Test
        void lets_an_attended_week_count_that_the_demand_had_held_back() {
            student.raised(contact(1), interview(4)).attended(5).raised(rescinded(interview(4)));

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 1, interview 4 rescinded");
        }

        @Test
        void leaves_the_demand_when_only_the_contact_is_gone() {
            student.raised(contact(1), interview(4), rescinded(contact(1)));

            assertThat(student.files()).containsExactly("InterviewRequired: contact 1 rescinded, interview 4");
        }

        @Test
        void that_is_heard_of_before_it_was_raised_leaves_the_same_file() {
            student.raised(rescinded(contact(1)), contact(1));

            assertThat(student.files()).containsExactly("Closed(THRESHOLD_RESCINDED): contact 1 rescinded");
        }

        @Test
        void is_why_the_case_is_closed_though_the_student_came_back_meanwhile() {
            student.raised(contact(1)).attended(2).raised(rescinded(contact(1)));

            assertThat(student.files()).containsExactly("Closed(THRESHOLD_RESCINDED): contact 1 rescinded");
        }

        @Test
        void that_is_reinstated_opens_the_same_case_again() {
            student.raised(contact(1), rescinded(contact(1)), reinstated(rescinded(contact(1))));

            assertThat(student.files()).containsExactly("Contacted: contact 1");
            assertThat(student.happened()).containsExactly("reinstated contact 1", "reopened");
        }

        @Test
        void that_is_reinstated_demands_the_interview_again() {
            student.raised(contact(1), interview(4), rescinded(interview(4)), reinstated(rescinded(interview(4))));

            assertThat(student.files()).containsExactly("InterviewRequired: contact 1, interview 4");
        }

        @Test
        void that_is_reinstated_after_the_student_came_back_does_not_open_the_case() {
            student.raised(contact(1), rescinded(contact(1))).attended(2).raised(reinstated(rescinded(contact(1))));

            assertThat(student.files()).containsExactly("Closed(RE_ENGAGED): contact 1");
        }

        @Test
        void that_is_reinstated_joins_the_case_that_is_open() {
            student.raised(contact(1), rescinded(contact(1)), contact(2), reinstated(rescinded(contact(1))));

            assertThat(student.files())
                    .containsExactly("Closed(THRESHOLD_RESCINDED): ", "Contacted: contact 1, contact 2");
        }
    }

    @Nested
    class An_email {

        @Test
        void stands_in_the_case_of_the_threshold_that_asked_for_it() {
            student.raised(contact(1)).emailed(contact(1), State.SENT);

            assertThat(student.happened()).containsExactly("contact SENT");
        }

        @Test
        void waits_for_its_threshold_when_it_is_heard_of_first() {
            student.emailed(contact(1), State.SENT);
            assertThat(student.happened()).isEmpty();

            student.raised(contact(1));
            assertThat(student.happened()).containsExactly("opened", "added contact 1", "contact SENT");
        }

        @Test
        void belongs_to_the_threshold_whichever_revision_asked_for_it() {
            student.raised(rescinded(contact(1))).emailed(contact(1), State.SENT);
            assertThat(student.happened()).isEmpty();

            student.raised(contact(1));
            assertThat(student.happened()).containsExactly("contact SENT");
        }

        @Test
        void that_went_out_after_a_failure_is_sent() {
            student.raised(contact(1)).emailed(contact(1), State.FAILED).emailed(contact(1), State.SENT);
            assertThat(student.happened()).containsExactly("contact SENT");

            student.emailed(contact(1), State.FAILED);
            assertThat(student.happened()).isEmpty();
        }
    }
}
