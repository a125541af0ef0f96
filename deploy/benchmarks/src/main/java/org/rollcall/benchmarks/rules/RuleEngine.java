package org.rollcall.benchmarks.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.Message.Level;
import org.rollcall.benchmarks.rules.Lives.Life;
import org.rollcall.benchmarks.rules.RuleFacts.AbsenceFact;
import org.rollcall.benchmarks.rules.RuleFacts.EnrolmentFact;
import org.rollcall.benchmarks.rules.RuleFacts.RaiseFact;
import org.rollcall.benchmarks.rules.RuleFacts.SessionFact;
import org.rollcall.benchmarks.rules.RuleFacts.StepFact;
import org.rollcall.benchmarks.rules.RuleFacts.Verdict;
import org.rollcall.benchmarks.rules.RuleFacts.WeekFact;
import org.rollcall.engagement.policy.Ladder;
import org.rollcall.testkit.ServerFailure;

/** The same rules in Drools, with its executable model: a session for each student, as its own documentation has it. */
final class RuleEngine {

    private static final String RULES = "assessment.drl";

    private final KieBase base;
    private final Ladder ladder;

    RuleEngine(Ladder ladder) {
        this.ladder = ladder;
        var services = KieServices.Factory.get();
        var files = services.newKieFileSystem().write("src/main/resources/rules/" + RULES, rules());
        var builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Level.ERROR)) {
            throw new ServerFailure(
                    "The rules do not compile: " + builder.getResults().getMessages());
        }
        base = services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    }

    private static String rules() {
        try (var file = RuleEngine.class.getResourceAsStream(RULES)) {
            return new String(Objects.requireNonNull(file, RULES).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The step that is raised as of the life's last week. */
    Optional<String> raised(Life life) {
        var session = base.newKieSession();
        try {
            session.insert(WeekFact.beginning());
            for (var week = 1; week <= life.weeks(); week++) {
                session.insert(new WeekFact(week, week == life.weeks()));
            }
            for (var taught : life.history().sessions()) {
                var day = LocalDate.ofInstant(taught.startsAt(), University.LONDON);
                session.insert(new SessionFact(weekOf(day), day, taught.compulsory(), taught.status()));
            }
            for (var days : life.history().absences()) {
                session.insert(new AbsenceFact(days.first(), orLater(days.last())));
            }
            for (var enrolment : life.history().enrolments()) {
                session.insert(new EnrolmentFact(
                        enrolment.days().first(), orLater(enrolment.days().last())));
            }
            for (var position = 0; position < ladder.steps().size(); position++) {
                var step = ladder.steps().get(position);
                session.insert(new StepFact(step.name(), position, step.weeks(), step.counting(), step.action()));
            }
            for (var raise : life.raises()) {
                session.insert(new RaiseFact(
                        position(raise.id().step()),
                        raise.grounds().action(),
                        weekOf(raise.id().asOfWeek())));
            }
            var verdict = new Verdict();
            session.insert(verdict);
            session.fireAllRules();
            return Optional.ofNullable(verdict.getStep());
        } finally {
            session.dispose();
        }
    }

    private int position(String step) {
        return ladder.steps().indexOf(ladder.step(step).orElseThrow());
    }

    private static int weekOf(LocalDate day) {
        return (int) ChronoUnit.WEEKS.between(University.WEEK_1, day) + 1;
    }

    private static LocalDate orLater(@Nullable LocalDate day) {
        return day == null ? LocalDate.MAX : day;
    }
}
