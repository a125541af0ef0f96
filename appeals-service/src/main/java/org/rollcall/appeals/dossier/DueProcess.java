package org.rollcall.appeals.dossier;

import static org.rollcall.appeals.dossier.Judgement.met;
import static org.rollcall.appeals.dossier.Judgement.notMet;
import static org.rollcall.appeals.dossier.Judgement.unknown;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the steps of the policy by what is known. Nothing is inferred in anybody's favour: a step is MET when events show
 * it, NOT_MET when they show the opposite or when it must have left an event that is not there, and else UNKNOWN.
 */
final class DueProcess {

    private static final String ONE_WEEK = "one-week";
    private static final String THREE_WEEKS = "three-weeks";

    /** A week and the step that it leads to are assessed together; they are published within moments of each other. */
    private static final Duration SAME_TIME = Duration.ofDays(1);

    private final Knowledge known;
    private final Rules rules;
    private final Calendar calendar;

    DueProcess(Knowledge known, Rules rules, Calendar calendar) {
        this.known = known;
        this.rules = rules;
        this.calendar = calendar;
    }

    /** The steps that a decision on this ground rests on, in the order of the policy. */
    static List<PolicyStep> stepsFor(Fact.Decision.Ground ground) {
        return Stream.of(PolicyStep.values())
                .filter(step -> switch (step) {
                    case INTERVIEW_MISSED -> ground == Fact.Decision.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE;
                    case INTERVIEW_TOOK_PLACE -> ground != Fact.Decision.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE;
                    case SECOND_AGREEMENT_BREACHED -> ground == Fact.Decision.Ground.SECOND_AGREEMENT_BREACHED;
                    case STUDENT_IN_SCOPE,
                            WEEKS_MISSED,
                            CONTACT_ONE_WEEK,
                            CONTACT_THREE_WEEKS,
                            INTERVIEW_DEMANDED,
                            INTERVIEW_SCHEDULED,
                            APPOINTMENT_SENT,
                            INTERVIEW_NOTICE,
                            AGREEMENTS_WITHIN_LIMIT,
                            RECOMMENDATION,
                            REFERRAL,
                            DECISION_BY_A_PERSON,
                            DECISION_NOTIFIED,
                            TIME_TO_APPEAL -> true;
                })
                .toList();
    }

    Judgement judge(PolicyStep step) {
        return switch (step) {
            case STUDENT_IN_SCOPE -> studentInScope();
            case WEEKS_MISSED -> weeksMissed();
            case CONTACT_ONE_WEEK ->
                contact(ONE_WEEK, known.contact(THREE_WEEKS).orElse(null));
            case CONTACT_THREE_WEEKS -> contact(THREE_WEEKS, null);
            case INTERVIEW_DEMANDED -> interviewDemanded();
            case INTERVIEW_SCHEDULED -> interviewScheduled();
            case APPOINTMENT_SENT -> appointmentSent();
            case INTERVIEW_NOTICE -> interviewNotice();
            case INTERVIEW_TOOK_PLACE -> interviewTookPlace();
            case INTERVIEW_MISSED -> interviewMissed();
            case AGREEMENTS_WITHIN_LIMIT -> agreementsWithinLimit();
            case SECOND_AGREEMENT_BREACHED -> secondAgreementBreached();
            case RECOMMENDATION -> recommendation();
            case REFERRAL -> referral();
            case DECISION_BY_A_PERSON -> decisionByAPerson();
            case DECISION_NOTIFIED -> decisionNotified();
            case TIME_TO_APPEAL -> timeToAppeal();
        };
    }

    /** Scope: levels 3 to 7, and only what was missed while enrolled counts. */
    private Judgement studentInScope() {
        var standing = known.standing().orElse(null);
        if (standing == null) {
            return unknown("Student records have told nothing about this student.");
        }
        if (standing.level() < rules.lowestLevel() || standing.level() > rules.highestLevel()) {
            return notMet(
                    "The student was at level %d; the policy applies to levels %d to %d."
                            .formatted(standing.level(), rules.lowestLevel(), rules.highestLevel()),
                    standing);
        }
        var demand = known.demand().orElse(null);
        if (demand == null) {
            return met("The student was at level %d.".formatted(standing.level()), standing);
        }
        var outside = demand.missedWeeks().stream()
                .filter(week -> !standing.enrolledOn(week.plusDays(6)) && !standing.enrolledOn(week))
                .toList();
        return outside.isEmpty()
                ? met(
                        "The student was at level %d and enrolled in every week that was counted."
                                .formatted(standing.level()),
                        standing)
                : notMet("The student was not enrolled in %s.".formatted(Words.weeks(outside)), standing, demand);
    }

    /** Clause 5: as they were assessed. A week that is corrected afterwards is not missed any more. */
    private Judgement weeksMissed() {
        var demand = known.demand().orElse(null);
        if (demand == null) {
            return unknown(
                    "No step that demands an interview is known of, so it is not known which weeks were counted.");
        }
        var shown = new ArrayList<Fact>(List.of(demand));
        var other = new LinkedHashMap<LocalDate, Fact.Week>();
        var notKnown = new ArrayList<LocalDate>();
        for (var monday : demand.missedWeeks()) {
            var week = known.week(monday).orElse(null);
            if (week == null) {
                notKnown.add(monday);
            } else {
                shown.add(week);
                if (week.outcome() != Fact.Week.Outcome.MISSED) {
                    other.put(monday, week);
                }
            }
        }
        if (!other.isEmpty()) {
            return Judgement.of(
                    Verdict.NOT_MET,
                    other.values().stream()
                            .map(week -> "The week of %s is %s by revision %d."
                                    .formatted(Words.day(week.week()), week.outcome(), week.revision()))
                            .collect(Collectors.joining(" ")),
                    Stream.concat(Stream.of(demand), other.values().stream()));
        }
        var breaks = known.weeksBetween(Knowledge.firstWeekOf(demand), demand.asOfWeek()).stream()
                .filter(week ->
                        week.outcome() == Fact.Week.Outcome.ATTENDED || week.outcome() == Fact.Week.Outcome.EXCUSED)
                .toList();
        if (!breaks.isEmpty()) {
            return Judgement.of(
                    Verdict.NOT_MET,
                    "The weeks were not consecutive: the week of %s, in between, is %s."
                            .formatted(
                                    Words.day(breaks.getFirst().week()),
                                    breaks.getFirst().outcome()),
                    Stream.concat(shown.stream(), breaks.stream()));
        }
        if (demand.missedWeeks().size() < rules.interviewAfterWeeks()) {
            return Judgement.of(
                    Verdict.NOT_MET,
                    "Only %d missed weeks were counted; clause 5 asks for %d."
                            .formatted(demand.missedWeeks().size(), rules.interviewAfterWeeks()),
                    shown.stream());
        }
        if (!notKnown.isEmpty()) {
            return Judgement.of(
                    Verdict.UNKNOWN, "No assessment is known of %s.".formatted(Words.weeks(notKnown)), shown.stream());
        }
        if (demand.rescinded()) {
            return Judgement.of(
                    Verdict.NOT_MET,
                    "The step was rescinded: with what is known it was not reached as of the week of %s."
                            .formatted(Words.day(demand.asOfWeek())),
                    shown.stream());
        }
        return Judgement.of(
                Verdict.MET,
                "%s were assessed as missed.".formatted(Words.capital(Words.weeks(demand.missedWeeks()))),
                shown.stream());
    }

    /** Clauses 3 and 4: sent, and before the next step. */
    private Judgement contact(String step, Fact.@Nullable Raise nextContact) {
        var raise = known.contact(step).orElse(null);
        var demand = known.demand().orElse(null);
        if (raise == null) {
            return notRaised(step, nextContact == null ? demand : nextContact);
        }
        var emails = known.emailsOf(raise);
        var sent = Knowledge.firstSent(emails).orElse(null);
        if (sent == null) {
            return notSent(
                    "The step %s was reached".formatted(step),
                    Knowledge.lastFailed(emails).orElse(null),
                    raise);
        }
        var next = Stream.of(nextContact, demand)
                .filter(later -> later != null)
                .flatMap(later -> Knowledge.firstSent(known.emailsOf(later)).stream())
                .findFirst()
                .orElse(null);
        if (next != null && sent.source().at().isAfter(next.source().at())) {
            return notMet(
                    "The e-mail was sent on %s, but the next step's had been sent on %s."
                            .formatted(Words.moment(sent), Words.moment(next)),
                    raise,
                    sent,
                    next);
        }
        return met(
                "The step was reached with the week of %s; the e-mail was sent on %s%s."
                        .formatted(
                                Words.day(raise.asOfWeek()),
                                Words.moment(sent),
                                next == null ? "" : ", before the next step's of " + Words.moment(next)),
                raise,
                sent,
                next);
    }

    /**
     * A step that was never reached left no e-mail. Where the weeks became known only with a later step (late registers),
     * there was no earlier moment to write, and the policy does not say what follows: a person has to.
     */
    private Judgement notRaised(String step, Fact.@Nullable Raise later) {
        if (later != null && !later.missedWeeks().isEmpty()) {
            var weeks = step.equals(ONE_WEEK) ? 1 : 3;
            var countedBy =
                    later.missedWeeks().stream().sorted().skip(weeks - 1L).findFirst();
            var late = countedBy.flatMap(known::firstKnownMissed).orElse(null);
            if (late != null
                    && later.missedWeeks().size() > weeks
                    && !late.source().knownAt().isBefore(later.raisedAt().minus(SAME_TIME))) {
                return unknown(
                        "The step %s was never reached: the week of %s became known as missed only on %s, when the step %s was reached."
                                .formatted(
                                        step,
                                        Words.day(late.week()),
                                        Words.moment(late.source().knownAt()),
                                        later.step()),
                        late,
                        later);
            }
        }
        return notMet("No event shows that the step %s was reached, or an e-mail asked for.".formatted(step), later);
    }

    private Judgement notSent(String what, @Nullable Fact failed, @Nullable Fact asked) {
        if (failed != null) {
            return notMet(
                    "%s, but sending its e-mail failed for good on %s.".formatted(what, Words.moment(failed)),
                    asked,
                    failed);
        }
        return known.hearsOfEmails()
                ? notMet("%s, but no e-mail of it was sent.".formatted(what), asked)
                : unknown("%s; of this student's e-mails nothing is known at all.".formatted(what), asked);
    }

    private Judgement interviewDemanded() {
        var required = known.milestone(Fact.Milestone.Kind.INTERVIEW_REQUIRED).orElse(null);
        var demand = known.demand().orElse(null);
        if (demand == null) {
            return notMet("No step that demands an interview was reached.", required);
        }
        var contacted = Stream.concat(known.contact(ONE_WEEK).stream(), known.contact(THREE_WEEKS).stream())
                .findFirst();
        if (contacted.isEmpty()) {
            return notMet(
                    "The interview was demanded although no contact had been asked for in this run of missed weeks.",
                    demand,
                    required);
        }
        var emails = known.emailsOf(demand);
        var sent = Knowledge.firstSent(emails).orElse(null);
        return sent == null
                ? notSent(
                        "The step %s was reached".formatted(demand.step()),
                        Knowledge.lastFailed(emails).orElse(null),
                        demand)
                : met(
                        "The step %s was reached with the week of %s; the e-mail that demands the interview was sent on %s."
                                .formatted(demand.step(), Words.day(demand.asOfWeek()), Words.moment(sent)),
                        demand,
                        required,
                        sent);
    }

    private Judgement interviewScheduled() {
        var appointment = known.appointment().orElse(null);
        if (appointment == null) {
            return notMet("No interview was scheduled before the decision.");
        }
        var scheduled = appointment
                .find(Fact.Interview.Kind.SCHEDULED)
                .orElse(appointment.events().getFirst());
        var emailed = known.demand().flatMap(demand -> Knowledge.firstSent(known.emailsOf(demand)));
        if (emailed.isEmpty()) {
            return known.hearsOfEmails()
                    ? notMet(
                            "The interview was scheduled on %s, but no e-mail had demanded it."
                                    .formatted(Words.moment(scheduled)),
                            scheduled)
                    : unknown(
                            "The interview was scheduled on %s; of the e-mail that demands it nothing is known."
                                    .formatted(Words.moment(scheduled)),
                            scheduled);
        }
        var sent = emailed.get();
        return scheduled.source().at().isBefore(sent.source().at())
                ? notMet(
                        "The interview was scheduled on %s, before the e-mail of %s that demanded it."
                                .formatted(Words.moment(scheduled), Words.moment(sent)),
                        scheduled,
                        sent)
                : met(
                        "The e-mail was sent on %s, the interview scheduled on %s."
                                .formatted(Words.moment(sent), Words.moment(scheduled)),
                        sent,
                        scheduled);
    }

    /**
     * The appointment goes to the student and to the interviewer, and an event does not say to whom an e-mail went: where
     * one was sent and one failed, it is not known which.
     */
    private Judgement appointmentSent() {
        var appointment = known.appointment().orElse(null);
        if (appointment == null) {
            return notMet("No interview was scheduled before the decision.");
        }
        var set = appointment.timeSetBy();
        var emails = known.emailsOf(set);
        var sent = Knowledge.firstSent(emails).orElse(null);
        var failed = Knowledge.lastFailed(emails).orElse(null);
        if (sent == null) {
            return notSent("The appointment was made", failed, set);
        }
        if (failed != null) {
            return unknown(
                    "One e-mail with the appointment was sent and one failed; the events do not say which was the student's.",
                    set,
                    sent,
                    failed);
        }
        return sent.source().at().isBefore(appointment.startsAt())
                ? met("The appointment was sent on %s.".formatted(Words.moment(sent)), set, sent)
                : notMet(
                        "The appointment was sent on %s, when the interview had begun.".formatted(Words.moment(sent)),
                        set,
                        sent);
    }

    private Judgement interviewNotice() {
        var appointment = known.appointment().orElse(null);
        if (appointment == null) {
            return notMet("No interview was scheduled before the decision.");
        }
        var set = appointment.timeSetBy();
        var told = calendar.dayOf(set.source().at());
        var held = calendar.dayOf(appointment.startsAt());
        var earliest = calendar.workingDayAfter(told, rules.noticeWorkingDays());
        return held.isBefore(earliest)
                ? notMet(
                        ("The time was set on %s for %s; with %d working days' notice the earliest day was %s. No event records"
                                        + " that the student agreed to a shorter notice.")
                                .formatted(
                                        Words.day(told),
                                        Words.day(held),
                                        rules.noticeWorkingDays(),
                                        Words.day(earliest)),
                        set)
                : met(
                        "The time was set on %s for %s; %d working days' notice ended on %s."
                                .formatted(
                                        Words.day(told),
                                        Words.day(held),
                                        rules.noticeWorkingDays(),
                                        Words.day(earliest)),
                        set);
    }

    private Judgement interviewTookPlace() {
        var appointment = known.appointment().orElse(null);
        if (appointment == null) {
            return notMet("No interview was scheduled before the decision.");
        }
        var held = appointment.find(Fact.Interview.Kind.HELD).orElse(null);
        if (held != null) {
            return met("The interview of %s was held.".formatted(Words.moment(appointment.startsAt())), held);
        }
        var missed = appointment.find(Fact.Interview.Kind.MISSED).orElse(null);
        return missed != null
                ? notMet("The interview of %s was missed.".formatted(Words.moment(appointment.startsAt())), missed)
                : unknown(
                        "An interview was scheduled for %s; no event says whether it was held."
                                .formatted(Words.moment(appointment.startsAt())),
                        appointment.events().getLast());
    }

    private Judgement interviewMissed() {
        var appointment = known.appointment().orElse(null);
        if (appointment == null) {
            return notMet("No interview was scheduled before the decision.");
        }
        var missed = appointment.find(Fact.Interview.Kind.MISSED).orElse(null);
        var held = appointment.find(Fact.Interview.Kind.HELD).orElse(null);
        if (missed == null) {
            return held != null
                    ? notMet("The interview of %s was held.".formatted(Words.moment(appointment.startsAt())), held)
                    : unknown(
                            "An interview was scheduled for %s; no event says whether it was missed."
                                    .formatted(Words.moment(appointment.startsAt())),
                            appointment.events().getLast());
        }
        var notice = appointment
                .find(Fact.Interview.Kind.NOTICE_GIVEN)
                .filter(given -> given.source().at().isBefore(appointment.startsAt()))
                .orElse(null);
        return notice != null
                ? notMet(
                        "The student gave notice on %s, before the interview of %s."
                                .formatted(Words.moment(notice), Words.moment(appointment.startsAt())),
                        notice,
                        missed)
                : met(
                        "The interview of %s was missed, and no notice had been given before it."
                                .formatted(Words.moment(appointment.startsAt())),
                        missed);
    }

    private Judgement agreementsWithinLimit() {
        var made = known.agreements(Fact.Agreement.Kind.MADE);
        var count = made.stream().map(Fact.Agreement::agreementId).distinct().count();
        var beyond = made.stream()
                .filter(agreement -> agreement.number() > rules.agreementsPerYear())
                .findFirst();
        if (count > rules.agreementsPerYear() || beyond.isPresent()) {
            return Judgement.of(
                    Verdict.NOT_MET,
                    "%d agreements were made in %s; clause 8 permits %d."
                            .formatted(
                                    Math.max(
                                            count,
                                            beyond.map(Fact.Agreement::number).orElse(0)),
                                    known.decision().academicYear(),
                                    rules.agreementsPerYear()),
                    made.stream());
        }
        return Judgement.of(
                Verdict.MET,
                count == 0
                        ? "No agreement was made in %s."
                                .formatted(known.decision().academicYear())
                        : "%d of %d permitted agreements were made in %s."
                                .formatted(
                                        count,
                                        rules.agreementsPerYear(),
                                        known.decision().academicYear()),
                made.stream());
    }

    /** By a missed week while it was in force, which a correction may take back; or by a person's review. */
    private Judgement secondAgreementBreached() {
        var breached = known.agreements(Fact.Agreement.Kind.BREACHED).stream()
                .filter(agreement -> agreement.number() >= rules.agreementsPerYear())
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (breached == null) {
            return notMet("No event shows a breach of the second agreement.");
        }
        var made = known.agreements(Fact.Agreement.Kind.MADE).stream()
                .filter(agreement -> agreement.agreementId().equals(breached.agreementId()))
                .findFirst()
                .orElse(null);
        if (made == null || made.source().at().isAfter(breached.source().at())) {
            return notMet("The agreement that was breached had not been made before.", made, breached);
        }
        if (rules.isPerson(breached.actor())) {
            return met("A person's review found it breached on %s.".formatted(Words.moment(breached)), made, breached);
        }
        var breachedOn = calendar.dayOf(breached.source().at());
        var weeks = known.all(Fact.Week.class)
                .map(Fact.Week::week)
                .distinct()
                .filter(week -> !week.plusDays(6).isBefore(made.from())
                        && week.plusDays(6).isBefore(breachedOn))
                .flatMap(week -> known.week(week).stream())
                .toList();
        var missed = weeks.stream()
                .filter(week -> week.outcome() == Fact.Week.Outcome.MISSED)
                .toList();
        if (!missed.isEmpty()) {
            return met(
                    "The week of %s was missed while it was in force (from %s)."
                            .formatted(Words.day(missed.getFirst().week()), Words.day(made.from())),
                    made,
                    breached,
                    missed.getFirst());
        }
        return weeks.isEmpty()
                ? unknown("No assessment is known of a week in which it was in force.", made, breached)
                : Judgement.of(
                        Verdict.NOT_MET,
                        "No week in which it was in force is assessed as missed.",
                        Stream.concat(Stream.of(made, breached), weeks.stream()));
    }

    /** Clauses 6 to 8: an outcome of the interview, an interview missed without notice, a second agreement breached. */
    private Judgement recommendation() {
        var recommended = known.milestone(Fact.Milestone.Kind.RECOMMENDED).orElse(null);
        if (recommended == null) {
            return notMet("No event shows that withdrawal was recommended before the decision.");
        }
        if (!rules.isPerson(recommended.actor())) {
            return notMet(
                    "The recommendation was made by %s, which is not a person.".formatted(recommended.actor()),
                    recommended);
        }
        var ground = known.decision().ground();
        @Nullable
        Fact basis = switch (ground) {
            case INTERVIEW_OUTCOME ->
                known.appointment()
                        .flatMap(it -> it.find(Fact.Interview.Kind.HELD))
                        .orElse(null);
            case INTERVIEW_MISSED_WITHOUT_NOTICE ->
                known.appointment()
                        .flatMap(it -> it.find(Fact.Interview.Kind.MISSED))
                        .orElse(null);
            case SECOND_AGREEMENT_BREACHED ->
                known.agreements(Fact.Agreement.Kind.BREACHED).stream()
                        .filter(agreement -> agreement.number() >= rules.agreementsPerYear())
                        .findFirst()
                        .orElse(null);
        };
        if (basis == null) {
            return notMet("Nothing shows %s, for which it was recommended.".formatted(ground.words()), recommended);
        }
        return basis.source().at().isAfter(recommended.source().at())
                ? notMet(
                        "It was recommended on %s, before its ground (%s) arose on %s."
                                .formatted(Words.moment(recommended), ground.words(), Words.moment(basis)),
                        recommended,
                        basis)
                : met(
                        "%s recommended it on %s; its ground (%s) had arisen on %s."
                                .formatted(
                                        recommended.actor(),
                                        Words.moment(recommended),
                                        ground.words(),
                                        Words.moment(basis)),
                        basis,
                        recommended);
    }

    private Judgement referral() {
        var referred = known.milestone(Fact.Milestone.Kind.REFERRED).orElse(null);
        if (referred == null) {
            return notMet("No event shows that the office took a recommendation up before the decision.");
        }
        var recommended = known.milestone(Fact.Milestone.Kind.RECOMMENDED).orElse(null);
        if (recommended == null
                || recommended.source().at().isAfter(referred.source().at())) {
            return notMet(
                    "The office acted on %s without a recommendation before it.".formatted(Words.moment(referred)),
                    referred,
                    recommended);
        }
        return rules.isPerson(referred.actor())
                ? met("%s took it up on %s.".formatted(referred.actor(), Words.moment(referred)), recommended, referred)
                : notMet("It was taken up by %s, which is not a person.".formatted(referred.actor()), referred);
    }

    private Judgement decisionByAPerson() {
        var decision = known.decision();
        if (!rules.isPerson(decision.decidedBy()) || !rules.isPerson(decision.actor())) {
            return notMet(
                    "The decision was made by %s, which is not a person."
                            .formatted(rules.isPerson(decision.actor()) ? decision.decidedBy() : decision.actor()),
                    decision);
        }
        var referred = known.milestone(Fact.Milestone.Kind.REFERRED).orElse(null);
        return referred == null
                ? notMet(
                        "%s decided on %s without a referral before it."
                                .formatted(decision.decidedBy(), Words.moment(decision)),
                        decision)
                : met("%s decided on %s.".formatted(decision.decidedBy(), Words.moment(decision)), referred, decision);
    }

    private Judgement decisionNotified() {
        var decision = known.decision();
        var emails = known.emailsOf(decision);
        var sent = Knowledge.firstSent(emails).orElse(null);
        return sent == null
                ? notSent(
                        "The decision was made on %s".formatted(Words.moment(decision)),
                        Knowledge.lastFailed(emails).orElse(null),
                        decision)
                : met(
                        "The e-mail with the decision and the right to appeal was sent on %s."
                                .formatted(Words.moment(sent)),
                        decision,
                        sent);
    }

    private Judgement timeToAppeal() {
        var decision = known.decision();
        var sent = Knowledge.firstSent(known.emailsOf(decision)).orElse(null);
        var sentOn = sent == null ? null : calendar.dayOf(sent.source().at());
        var toldOn = sentOn != null && sentOn.isAfter(decision.notifiedOn()) ? sentOn : decision.notifiedOn();
        var last = calendar.workingDayAfter(toldOn, rules.appealWorkingDays());
        if (decision.appealDeadline().isBefore(last)) {
            return notMet(
                    "The student was told on %s and given until %s; %d working days ended on %s."
                            .formatted(
                                    Words.day(toldOn),
                                    Words.day(decision.appealDeadline()),
                                    rules.appealWorkingDays(),
                                    Words.day(last)),
                    decision,
                    sent);
        }
        return met(
                "The student was told on %s and given until %s; %d working days ended on %s."
                        .formatted(
                                Words.day(toldOn),
                                Words.day(decision.appealDeadline()),
                                rules.appealWorkingDays(),
                                Words.day(last)),
                decision,
                sent);
    }
}
