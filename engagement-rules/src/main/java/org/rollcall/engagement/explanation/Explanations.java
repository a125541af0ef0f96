package org.rollcall.engagement.explanation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.engagement.absence.Absences;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.assessment.Explanation;
import org.rollcall.engagement.assessment.RaiseId;
import org.rollcall.engagement.attendance.AttendanceFacts;
import org.rollcall.engagement.explanation.ExplanationView.ChangeView;
import org.rollcall.engagement.explanation.ExplanationView.RuleView;
import org.rollcall.engagement.explanation.ExplanationView.TodayView;
import org.rollcall.engagement.explanation.ExplanationView.WeekView;
import org.rollcall.engagement.explanation.ExplanationView.WordView;
import org.rollcall.engagement.explanation.ToldWeek.ToldSession;
import org.rollcall.engagement.history.Histories;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.week.Period;
import org.rollcall.engagement.week.Weeks;

/** Explains raises: what was said, and on what it rested then, beside what the core makes of today's facts. */
@ApplicationScoped
class Explanations {

    private final Raises raises;
    private final Words words;
    private final ThresholdMails mails;
    private final Histories histories;
    private final AttendanceFacts facts;
    private final Absences absences;
    private final Weeks weeks;
    private final Policies policies;
    private final StudentRows rows;

    Explanations(
            Raises raises,
            Words words,
            ThresholdMails mails,
            Histories histories,
            AttendanceFacts facts,
            Absences absences,
            Weeks weeks,
            Policies policies,
            StudentRows rows) {
        this.raises = raises;
        this.words = words;
        this.mails = mails;
        this.histories = histories;
        this.facts = facts;
        this.absences = absences;
        this.weeks = weeks;
        this.policies = policies;
        this.rows = rows;
    }

    /** Explains the raise with this id, if there is one and its student's rows are the person's. */
    @Transactional
    Optional<ExplanationView> of(String thresholdId, Person person) {
        var raise = raises.of(thresholdId);
        // The same is asked where there is no raise: how long the answer takes does not say whose it is.
        var open = rows.areOpenTo(person, raise.map(ThresholdEvent::studentId).orElse(""));
        return raise.filter(_ -> open).map(this::explain);
    }

    private ExplanationView explain(ThresholdEvent raise) {
        var said = words.on(raise.studentId(), raise.thresholdId());
        var then = said.reversed().stream()
                .filter(Word::saysThatItStands)
                .findFirst()
                .map(Word::weeks)
                .orElse(List.of());
        var today = today(raise, then);
        var now = today.map(ToldWeek::allOf).orElse(List.of());
        var changes = today.isEmpty() ? List.<WeekChange>of() : WeekChange.between(then, now);
        var step = step(raise);
        var sent = mails.of(raise.studentId(), raise.thresholdId());
        var teaching = facts.teaching(raise.studentId(), sessionIds(then, now));
        var first = then.isEmpty() ? raise.asOfWeek() : then.getFirst().weekStarting();
        return new ExplanationView(
                raise.thresholdId(),
                raise.studentId(),
                raise.programmeCode(),
                raise.academicYear(),
                raise.step(),
                raise.clause(),
                raise.action(),
                raise.asOfWeek(),
                raise.missedWeeks(),
                raise.policyVersion(),
                RuleView.from(step),
                raise instanceof ThresholdReached,
                raise.raisedAt(),
                raise.revision(),
                InWords.of(raise, step, said, then, sent, changes, today, teaching),
                then.stream().map(week -> WeekView.from(week, teaching)).toList(),
                absences.touching(raise.studentId(), first, raise.asOfWeek().plusDays(6)),
                sent,
                said.stream().map(WordView::from).toList(),
                changes.stream()
                        .map(change -> ChangeView.from(change, teaching))
                        .toList(),
                TodayView.from(today));
    }

    private Optional<Explanation> today(ThresholdEvent raise, List<ToldWeek> then) {
        var v = raise.asOfWeek();
        var start = weeks.closed().orElseThrow().startFor(v);
        return Optional.ofNullable(histories
                        .of(List.of(new Period(raise.studentId(), start, v)))
                        .get(raise.studentId()))
                .map(history -> Explanation.of(
                        history,
                        policies,
                        ClosedWeeks.between(start, v),
                        new RaiseId(raise.step(), v),
                        then.stream().map(ToldWeek::weekStarting).toList()));
    }

    /** As the version had it by which the step was raised. */
    private Optional<Step> step(ThresholdEvent raise) {
        return policies.versions().stream()
                .filter(policy -> policy.version().equals(raise.policyVersion()))
                .flatMap(policy -> policy.rulesFor(raise.programmeCode()).ladder().step(raise.step()).stream())
                .findFirst();
    }

    private static Collection<String> sessionIds(List<ToldWeek> then, List<ToldWeek> now) {
        return Stream.concat(then.stream(), now.stream())
                .flatMap(week -> week.sessions().stream())
                .map(ToldSession::sessionId)
                .distinct()
                .toList();
    }
}
