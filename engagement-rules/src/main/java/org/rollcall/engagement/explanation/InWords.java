package org.rollcall.engagement.explanation;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.assessment.Bearing;
import org.rollcall.engagement.assessment.Explanation;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.attendance.AttendanceFacts.Teaching;
import org.rollcall.engagement.explanation.ToldWeek.ToldSession;
import org.rollcall.engagement.explanation.Word.What;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.Step;

/**
 * An explanation in sentences, as one says them to a student on the phone: the rule, the weeks, the e-mails, what was
 * corrected and what holds today. Days and times are London's.
 */
final class InWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK).withZone(AcademicCalendar.LONDON);
    private static final DateTimeFormatter SESSION_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM 'at' HH:mm", Locale.UK).withZone(AcademicCalendar.LONDON);

    private final List<String> sentences = new ArrayList<>();
    private final Map<String, Teaching> teaching;

    private InWords(Map<String, Teaching> teaching) {
        this.teaching = teaching;
    }

    /**
     * Tells it.
     *
     * @param step as the policy had it by which the step was raised
     * @param today empty when student records withdrew the student
     */
    static List<String> of(
            ThresholdEvent raise,
            Optional<Step> step,
            List<Word> words,
            List<ToldWeek> weeks,
            List<ThresholdMail> mails,
            List<WeekChange> changes,
            Optional<Explanation> today,
            Map<String, Teaching> teaching) {
        var told = new InWords(teaching);
        told.rule(raise, step);
        told.raise(raise);
        weeks.forEach(told::week);
        told.mails(mails);
        words.stream().filter(word -> word.what() != What.RAISED).forEach(told::correction);
        told.changes(changes);
        told.today(today);
        return List.copyOf(told.sentences);
    }

    private void rule(ThresholdEvent raise, Optional<Step> step) {
        var asked = switch (raise.action()) {
            case CONTACT -> "the student is asked for their circumstances";
            case INTERVIEW -> "an interview with the Programme Leader is required";
        };
        var when = step.map(rule -> " after %s %s".formatted(missedWeeks(rule.weeks()), counted(rule.counting())))
                .orElse("");
        say("Step %s, clause %s of policy %s: %s%s."
                .formatted(raise.step(), raise.clause(), raise.policyVersion(), asked, when));
    }

    private void raise(ThresholdEvent raise) {
        say("It was raised on %s as of the week of %s, for %s: %s."
                .formatted(
                        DAY_AND_TIME.format(raise.raisedAt()),
                        DAY.format(raise.asOfWeek()),
                        missedWeeks(raise.missedWeeks().size()),
                        raise.missedWeeks().stream().map(DAY::format).collect(Collectors.joining(", "))));
    }

    private void week(ToldWeek week) {
        var monday = DAY.format(week.weekStarting());
        if (week.outcome() == Outcome.NOT_MONITORED) {
            say("Week of %s, not monitored: there was no session to attend.".formatted(monday));
        } else {
            say("Week of %s, %s: %s.".formatted(monday, lower(week.outcome()), counts(week.sessions())));
        }
    }

    private static String counts(List<ToldSession> sessions) {
        var required = sessions.stream()
                .filter(session -> switch (session.bearing()) {
                    case ATTENDED, ATTENDED_LATE, ABSENT, UNRECORDED -> true;
                    case NOT_COMPULSORY, CANCELLED, NOT_ENROLLED -> false;
                })
                .toList();
        var attended = required.stream().filter(InWords::isAttended).count();
        var missed = required.stream()
                .filter(session -> session.bearing() == Bearing.ABSENT && !session.excused())
                .count();
        var unrecorded = required.stream()
                .filter(session -> session.bearing() == Bearing.UNRECORDED && !session.excused())
                .count();
        var excused = required.stream()
                .filter(session -> session.excused() && !isAttended(session))
                .count();
        return "of %d %s %d attended, %d missed without excuse, %d excused, %d not recorded"
                .formatted(
                        required.size(),
                        required.size() == 1 ? "session" : "sessions",
                        attended,
                        missed,
                        excused,
                        unrecorded);
    }

    private static boolean isAttended(ToldSession session) {
        return session.bearing() == Bearing.ATTENDED || session.bearing() == Bearing.ATTENDED_LATE;
    }

    private void mails(List<ThresholdMail> mails) {
        if (mails.isEmpty()) {
            say("No e-mail is known to have gone out for it.");
        }
        for (var mail : mails) {
            var when = DAY_AND_TIME.format(mail.occurredAt());
            switch (mail.outcome()) {
                case SENT -> say("The e-mail %s was sent on %s.".formatted(mail.template(), when));
                case FAILED ->
                    say("The e-mail %s could not be sent; the last try was on %s.".formatted(mail.template(), when));
            }
        }
    }

    private void correction(Word word) {
        var reason = word.reason();
        var when = DAY_AND_TIME.format(word.saidAt());
        if (reason == null) {
            say("It was reinstated on %s, because it is reached after all.".formatted(when));
        } else {
            say("It was rescinded on %s: %s.".formatted(when, because(reason)));
        }
    }

    private void changes(List<WeekChange> changes) {
        if (changes.isEmpty()) {
            say("Nothing that it rests on has changed since.");
        }
        for (var change : changes) {
            var sessions = change.sessions().stream().map(this::change);
            var outcome = change.then() == change.now()
                    ? "the week stays " + known(change.now())
                    : "the week was %s and is %s".formatted(known(change.then()), known(change.now()));
            say("Changed since, in the week of %s: %s."
                    .formatted(
                            DAY.format(change.weekStarting()),
                            Stream.concat(sessions, Stream.of(outcome)).collect(Collectors.joining("; "))));
        }
    }

    private String change(WeekChange.SessionChange change) {
        var then = change.then();
        var now = change.now();
        if (then == null) {
            return now == null ? "" : "%s is new: %s".formatted(name(now), state(now));
        }
        if (now == null) {
            return "%s is not in this week any more".formatted(name(then));
        }
        var moved = then.startsAt().equals(now.startsAt())
                ? ""
                : " (moved to %s)".formatted(SESSION_TIME.format(now.startsAt()));
        return "%s%s was %s and is %s".formatted(name(then), moved, state(then), state(now));
    }

    private String name(ToldSession session) {
        var when = SESSION_TIME.format(session.startsAt());
        var taught = teaching.get(session.sessionId());
        return taught == null
                ? "the session on " + when
                : "%s %s on %s".formatted(taught.moduleCode(), lower(taught.activity()), when);
    }

    private static String state(ToldSession session) {
        var state = switch (session.bearing()) {
            case ATTENDED -> "attended";
            case ATTENDED_LATE -> "attended late";
            case ABSENT -> "absent";
            case UNRECORDED -> "not recorded";
            case NOT_COMPULSORY -> "not compulsory";
            case CANCELLED -> "cancelled";
            case NOT_ENROLLED -> "outside the enrolment";
        };
        return session.excused() ? state + " with an authorised absence" : state;
    }

    private void today(Optional<Explanation> today) {
        if (today.isEmpty()) {
            say("The student is not in student records any more, so nothing is assessed today.");
            return;
        }
        var reached = today.get().reached() ? "is reached" : "is not reached";
        var standing = today.get()
                .asOf()
                .map(week -> ": %s in a row, %d in the academic year"
                        .formatted(
                                missedWeeks(week.standing().run()),
                                week.standing().missedInYear()))
                .orElse(": the policy does not apply to the student in that week");
        say("With what is known today the step %s as of that week%s.".formatted(reached, standing));
    }

    private static String because(Reason reason) {
        return switch (reason) {
            case ATTENDANCE_CORRECTED -> "attendance was corrected";
            case ABSENCE_AUTHORISED -> "an absence was authorised";
            case TIMETABLE_CHANGED -> "the timetable was changed";
            case ENROLMENT_CHANGED -> "the enrolment was changed";
        };
    }

    private static String counted(Counting counting) {
        return switch (counting) {
            case CONSECUTIVE -> "in a row";
            case CUMULATIVE -> "in the academic year";
            case EITHER -> "in a row or in the academic year";
        };
    }

    private static String missedWeeks(int weeks) {
        return weeks == 1 ? "1 missed week" : weeks + " missed weeks";
    }

    private static String known(@Nullable Outcome outcome) {
        return outcome == null ? "outside the policy" : lower(outcome);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }
}
