package org.rollcall.engagement.assessed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.engagement.assessed.ProgrammeWeek.StepStanding;
import org.rollcall.engagement.assessed.ProgrammeWeek.StudentAtStep;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.week.ClosedSpan;

/** What a week was for the students of a programme, counted from what was said of it. */
@ApplicationScoped
class ProgrammeWeeks {

    private static final String OUTCOMES = """
            SELECT outcome, count(*) AS students FROM assessed_week
            WHERE week_starting = ? AND programme_code = ? GROUP BY outcome
            """;

    private static final String LATEST_RAISES = """
            SELECT * FROM (
                SELECT DISTINCT ON (student_id) student_id, threshold_id, step, clause, action, as_of_week
                FROM assessed_week week JOIN raise USING (student_id)
                WHERE week.week_starting = ? AND week.programme_code = ? AND rescinded_at IS NULL
                    AND as_of_week BETWEEN ? AND week.week_starting
                ORDER BY student_id, as_of_week DESC) AS latest
            ORDER BY as_of_week DESC, student_id
            """;

    private final Statements statements;
    private final Policies policies;

    ProgrammeWeeks(Statements statements, Policies policies) {
        this.statements = statements;
        this.policies = policies;
    }

    /** The week, if any student of the programme was assessed in it. */
    Optional<ProgrammeWeek> of(String programmeCode, LocalDate monday) {
        var outcomes = outcomes(programmeCode, monday);
        var students = outcomes.values().stream().mapToLong(Long::longValue).sum();
        return students == 0
                ? Optional.empty()
                : Optional.of(new ProgrammeWeek(
                        programmeCode,
                        AcademicYear.of(monday).toString(),
                        monday,
                        students,
                        outcomes,
                        steps(programmeCode, monday)));
    }

    private Map<Outcome, Long> outcomes(String programmeCode, LocalDate monday) {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, 0L);
        }
        statements
                .list(
                        OUTCOMES,
                        statement -> {
                            statement.setObject(1, monday);
                            statement.setString(2, programmeCode);
                        },
                        row -> Map.entry(Outcome.valueOf(row.getString("outcome")), row.getLong("students")))
                .forEach(count -> outcomes.put(count.getKey(), count.getValue()));
        return outcomes;
    }

    /** In the order of the ladder; steps that only an earlier version of the policy had come last. */
    private List<StepStanding> steps(String programmeCode, LocalDate monday) {
        var standings = new LinkedHashMap<String, StepStanding>();
        for (var step : ladder(programmeCode, monday)) {
            standings.put(
                    step.name(),
                    new StepStanding(
                            step.name(),
                            step.clause(),
                            Action.valueOf(step.action().name()),
                            new ArrayList<>()));
        }
        statements
                .list(
                        LATEST_RAISES,
                        statement -> {
                            statement.setObject(1, monday);
                            statement.setString(2, programmeCode);
                            statement.setObject(3, ClosedSpan.startOfYear(monday));
                        },
                        row -> new StepStanding(
                                row.getString("step"),
                                row.getString("clause"),
                                Action.valueOf(row.getString("action")),
                                List.of(new StudentAtStep(
                                        row.getString("student_id"),
                                        row.getString("threshold_id"),
                                        row.getObject("as_of_week", LocalDate.class)))))
                .forEach(raise -> standings
                        .computeIfAbsent(
                                raise.step(),
                                _ -> new StepStanding(raise.step(), raise.clause(), raise.action(), new ArrayList<>()))
                        .students()
                        .addAll(raise.students()));
        return List.copyOf(standings.values());
    }

    private List<Step> ladder(String programmeCode, LocalDate monday) {
        return policies.inForceOn(monday)
                .map(policy -> policy.rulesFor(programmeCode).ladder().steps())
                .orElse(List.of());
    }
}
