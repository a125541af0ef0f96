package org.rollcall.engagement.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.absence.KnownAbsence;
import org.rollcall.engagement.assessment.Bearing;
import org.rollcall.engagement.assessment.Explanation;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.assessment.Session;
import org.rollcall.engagement.attendance.AttendanceFacts.Teaching;
import org.rollcall.engagement.explanation.ToldWeek.ToldSession;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.Step;

/**
 * Why a step was raised for a student, and what has become of it.
 *
 * @param rule the step as the policy has it; null where that version is not loaded any more
 * @param live whether it stands
 * @param inWords all of this in sentences, for whoever has the student on the phone
 * @param weeks what it rested on when it was raised or reinstated last: from the first week that mattered to its own,
 *     those included that counted for nothing
 * @param history every word on it, the oldest first
 * @param changes what is known now and was not then
 * @param today what today's facts say of it; null where the student is in no records any more
 */
record ExplanationView(
        String thresholdId,
        String studentId,
        String programmeCode,
        String academicYear,
        String step,
        String clause,
        ThresholdEvent.Action action,
        LocalDate asOfWeek,
        List<LocalDate> missedWeeks,
        String policyVersion,
        @Nullable RuleView rule,
        boolean live,
        Instant raisedAt,
        int revision,
        List<String> inWords,
        List<WeekView> weeks,
        List<KnownAbsence> absences,
        List<ThresholdMail> mails,
        List<WordView> history,
        List<ChangeView> changes,
        @Nullable TodayView today) {

    /** After how many missed weeks, counted how, the step is reached. */
    record RuleView(int weeks, Counting counting) {

        static @Nullable RuleView from(Optional<Step> step) {
            return step.map(rule -> new RuleView(rule.weeks(), rule.counting())).orElse(null);
        }
    }

    /** A week, as it was when the step was raised or reinstated last. */
    record WeekView(
            LocalDate weekStarting,
            Outcome outcome,
            boolean counted,
            int run,
            int missedInYear,
            String policyVersion,
            List<SessionView> sessions) {

        static WeekView from(ToldWeek week, Map<String, Teaching> teaching) {
            return new WeekView(
                    week.weekStarting(),
                    week.outcome(),
                    week.counted(),
                    week.run(),
                    week.missedInYear(),
                    week.policyVersion(),
                    week.sessions().stream()
                            .map(session -> SessionView.from(session, teaching))
                            .toList());
        }
    }

    /**
     * A session of the week.
     *
     * @param revision that of the attendance record
     * @param bearing what the session means to the week
     * @param excused whether an authorised absence covers its start
     */
    record SessionView(
            String sessionId,
            @Nullable String moduleCode,
            @Nullable Activity activity,
            Instant startsAt,
            Session.Status status,
            int revision,
            Bearing bearing,
            boolean excused) {

        static SessionView from(ToldSession session, Map<String, Teaching> teaching) {
            var taught = teaching.get(session.sessionId());
            return new SessionView(
                    session.sessionId(),
                    taught == null ? null : taught.moduleCode(),
                    taught == null ? null : taught.activity(),
                    session.startsAt(),
                    session.status(),
                    session.revision(),
                    session.bearing(),
                    session.excused());
        }

        static @Nullable SessionView fromOptional(@Nullable ToldSession session, Map<String, Teaching> teaching) {
            return session == null ? null : from(session, teaching);
        }
    }

    /** One word on the raise. */
    record WordView(int revision, Word.What what, @Nullable Reason reason, Instant saidAt) {

        static WordView from(Word word) {
            return new WordView(word.revision(), word.what(), word.reason(), word.saidAt());
        }
    }

    /** What changed in a week; an outcome is null where the policy did not, or does not, apply to the student in it. */
    record ChangeView(
            LocalDate weekStarting,
            @Nullable Outcome then,
            @Nullable Outcome now,
            List<SessionChangeView> sessions) {

        static ChangeView from(WeekChange change, Map<String, Teaching> teaching) {
            return new ChangeView(
                    change.weekStarting(),
                    change.then(),
                    change.now(),
                    change.sessions().stream()
                            .map(session -> new SessionChangeView(
                                    SessionView.fromOptional(session.then(), teaching),
                                    SessionView.fromOptional(session.now(), teaching)))
                            .toList());
        }
    }

    /** A session before and after; null where the week had, or has, no such session. */
    record SessionChangeView(
            @Nullable SessionView then, @Nullable SessionView now) {}

    /** What today's facts say of the step as of its week. */
    record TodayView(boolean reached, List<LocalDate> missedWeeks) {

        static @Nullable TodayView from(Optional<Explanation> today) {
            return today.map(known -> new TodayView(known.reached(), known.missedWeeks()))
                    .orElse(null);
        }
    }
}
