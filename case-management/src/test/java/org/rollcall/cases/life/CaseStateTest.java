package org.rollcall.cases.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.cases.life.CaseState.Closed;
import org.rollcall.cases.life.CaseState.Closed.Reason;
import org.rollcall.cases.life.CaseState.Contacted;
import org.rollcall.cases.life.CaseState.Demand;
import org.rollcall.cases.life.CaseState.InterviewRequired;
import org.rollcall.cases.life.CaseState.Transition;

class CaseStateTest {

    @ParameterizedTest(name = "{0}, {1} by the facts: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Contacted             | CONTACTED          | stays
            Contacted             | INTERVIEW_REQUIRED | InterviewRequired
            Contacted             | RE_ENGAGED         | Closed as RE_ENGAGED
            Contacted             | RESCINDED          | Closed as THRESHOLD_RESCINDED
            InterviewRequired     | CONTACTED          | Contacted
            InterviewRequired     | INTERVIEW_REQUIRED | stays
            InterviewRequired     | RE_ENGAGED         | Contacted
            InterviewRequired     | RESCINDED          | Closed as THRESHOLD_RESCINDED
            Closed as re-engaged  | CONTACTED          | Contacted
            Closed as re-engaged  | INTERVIEW_REQUIRED | Contacted
            Closed as re-engaged  | RE_ENGAGED         | stays
            Closed as re-engaged  | RESCINDED          | Closed as THRESHOLD_RESCINDED
            Closed as rescinded   | CONTACTED          | Contacted
            Closed as rescinded   | INTERVIEW_REQUIRED | Contacted
            Closed as rescinded   | RE_ENGAGED         | Closed as RE_ENGAGED
            Closed as rescinded   | RESCINDED          | stays
            """)
    void goes_one_legal_step_towards_where_the_facts_see_it(String from, Standing standing, String to) {
        var next = named(from).towards(standing).map(Transition::to);

        assertThat(next.map(CaseStateTest::nameOf).orElse("stays")).isEqualTo(to);
    }

    private static CaseState.FollowsFacts named(String name) {
        return switch (name) {
            case "Contacted" -> new Contacted();
            case "InterviewRequired" -> new InterviewRequired(Demand.FOUR_WEEKS);
            case "Closed as re-engaged" -> new Closed(Reason.RE_ENGAGED);
            case "Closed as rescinded" -> new Closed(Reason.THRESHOLD_RESCINDED);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String nameOf(CaseState state) {
        return state instanceof Closed(var reason)
                ? "Closed as " + reason
                : state.getClass().getSimpleName();
    }
}
