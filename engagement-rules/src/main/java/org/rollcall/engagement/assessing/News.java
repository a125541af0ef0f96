package org.rollcall.engagement.assessing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.engagement.assessment.AssessedWeek;
import org.rollcall.engagement.assessment.Assessment;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.assessment.Explanation;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.assessment.Raise;
import org.rollcall.engagement.assessment.RaiseId;
import org.rollcall.engagement.explanation.Word;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Policies;

/**
 * What an assessment says that was not said before: nothing, when nothing changed.
 *
 * @param words the thresholds once more, each with what it rests on
 */
record News(List<WeekAssessed> weeks, List<ThresholdEvent> thresholds, List<Word> words) {

    /**
     * The news of one student.
     *
     * @param closed the weeks that were assessed
     */
    static News of(Subject subject, Assessment assessment, Policies policies, ClosedWeeks closed, Instant now) {
        return new Teller(subject, policies, closed, now).tell(assessment);
    }

    static News all(List<News> each) {
        return new News(
                each.stream().flatMap(news -> news.weeks.stream()).toList(),
                each.stream().flatMap(news -> news.thresholds.stream()).toList(),
                each.stream().flatMap(news -> news.words.stream()).toList());
    }

    private record Teller(Subject subject, Policies policies, ClosedWeeks closed, Instant now) {

        News tell(Assessment assessment) {
            var thresholds = new ArrayList<ThresholdEvent>();
            assessment.rescinded().forEach(raise -> thresholds.add(rescinded(raise)));
            assessment.reinstated().forEach(raise -> thresholds.add(reached(raise)));
            assessment.raised().ifPresent(raise -> thresholds.add(reached(raise)));
            return new News(
                    weeks(assessment),
                    thresholds,
                    thresholds.stream().map(this::word).toList());
        }

        private Word word(ThresholdEvent event) {
            var today = Explanation.of(
                    subject.history(),
                    policies,
                    closed,
                    new RaiseId(event.step(), event.asOfWeek()),
                    event.missedWeeks());
            return Word.of(event, today, now);
        }

        private List<WeekAssessed> weeks(Assessment assessment) {
            var assessed = new HashSet<>();
            assessment.weeks().forEach(week -> assessed.add(week.monday()));
            var withdrawn = subject.saidWeeks().values().stream()
                    .filter(week -> !assessed.contains(week.weekStarting()))
                    .map(Teller::notMonitored);
            return Stream.concat(assessment.weeks().stream().map(this::week), withdrawn)
                    .flatMap(week -> ifChanged(week).stream())
                    .toList();
        }

        private WeekAssessed week(AssessedWeek week) {
            var sessions = week.sessions();
            return new WeekAssessed(
                    subject.studentId(),
                    subject.history().programmeCode(),
                    week.week().academicYear().toString(),
                    week.monday(),
                    outcome(week.outcome()),
                    sessions.required(),
                    sessions.attended(),
                    sessions.late(),
                    sessions.excused(),
                    sessions.unrecorded(),
                    week.standing().run(),
                    week.policyVersion(),
                    1);
        }

        /** The policy does not apply to the student any more, who moved to another level: no session counts. */
        private static WeekAssessed notMonitored(WeekAssessed said) {
            return new WeekAssessed(
                    said.studentId(),
                    said.programmeCode(),
                    said.academicYear(),
                    said.weekStarting(),
                    WeekAssessed.Outcome.NOT_MONITORED,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    said.policyVersion(),
                    1);
        }

        /** With the next revision, unless that is what was said last. */
        private Optional<WeekAssessed> ifChanged(WeekAssessed week) {
            var said = subject.saidWeeks().get(week.weekStarting());
            if (said == null) {
                return Optional.of(week);
            }
            return withRevision(week, said.revision()).equals(said)
                    ? Optional.empty()
                    : Optional.of(withRevision(week, said.revision() + 1));
        }

        private static WeekAssessed withRevision(WeekAssessed week, int revision) {
            return new WeekAssessed(
                    week.studentId(),
                    week.programmeCode(),
                    week.academicYear(),
                    week.weekStarting(),
                    week.outcome(),
                    week.required(),
                    week.attended(),
                    week.late(),
                    week.excused(),
                    week.unrecorded(),
                    week.run(),
                    week.policyVersion(),
                    revision);
        }

        private ThresholdReached reached(Raise.Live raise) {
            var grounds = raise.grounds();
            return new ThresholdReached(
                    thresholdId(raise),
                    subject.studentId(),
                    subject.history().programmeCode(),
                    raise.id().academicYear().toString(),
                    raise.id().step(),
                    grounds.clause(),
                    action(grounds.action()),
                    raise.id().asOfWeek(),
                    grounds.missedWeeks(),
                    grounds.policyVersion(),
                    raisedAt(raise),
                    raise.revision());
        }

        private ThresholdRescinded rescinded(Raise.Rescinded raise) {
            var grounds = raise.grounds();
            return new ThresholdRescinded(
                    thresholdId(raise),
                    subject.studentId(),
                    subject.history().programmeCode(),
                    raise.id().academicYear().toString(),
                    raise.id().step(),
                    grounds.clause(),
                    action(grounds.action()),
                    raise.id().asOfWeek(),
                    grounds.missedWeeks(),
                    grounds.policyVersion(),
                    raisedAt(raise),
                    raise.revision(),
                    now,
                    reason(subject.due().reason()));
        }

        private String thresholdId(Raise raise) {
            return ThresholdIds.of(
                    subject.studentId(),
                    raise.id().academicYear().toString(),
                    raise.id().step(),
                    raise.id().asOfWeek());
        }

        /** A raise that returns was raised when it was raised first. */
        private Instant raisedAt(Raise raise) {
            var said = subject.saidRaises().get(raise.id());
            return said == null ? now : said.raisedAt();
        }

        /** Nobody corrected anything when it is the policy file that changed; of the reasons it is then this one. */
        private static Reason reason(@Nullable Reason corrected) {
            return corrected == null ? Reason.ATTENDANCE_CORRECTED : corrected;
        }

        private static WeekAssessed.Outcome outcome(Outcome outcome) {
            return switch (outcome) {
                case ATTENDED -> WeekAssessed.Outcome.ATTENDED;
                case MISSED -> WeekAssessed.Outcome.MISSED;
                case UNKNOWN -> WeekAssessed.Outcome.UNKNOWN;
                case EXCUSED -> WeekAssessed.Outcome.EXCUSED;
                case NOT_MONITORED -> WeekAssessed.Outcome.NOT_MONITORED;
            };
        }

        private static ThresholdEvent.Action action(Action action) {
            return switch (action) {
                case CONTACT -> ThresholdEvent.Action.CONTACT;
                case INTERVIEW -> ThresholdEvent.Action.INTERVIEW;
            };
        }
    }
}
