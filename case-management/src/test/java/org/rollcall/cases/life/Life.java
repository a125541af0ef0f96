package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Casebook.Acted;
import org.rollcall.cases.life.Casebook.Outcome;

/** The life of one student's case, told step by step; the clock goes on a minute with each. */
final class Life {

    static final StudentId STUDENT = new StudentId("S1000001");
    static final Threshold CONTACT = Raises.contact(1);
    static final Threshold DEMAND = Raises.interview(4);
    static final String LEADER = "p.marsh";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Casebook casebook = Casebook.empty(STUDENT);
    private Instant now = Instant.parse("2026-10-28T09:00:00Z");
    private List<Happening> happened = List.of();
    private @Nullable Refusal refusal;
    private int things;

    /** A case in which an interview is demanded, and the e-mail that says so was sent. */
    static Life demanded() {
        return new Life().heard(CONTACT).heard(DEMAND).sent(DEMAND);
    }

    static Life scheduled() {
        return demanded().schedule();
    }

    static Life missedWithoutNotice() {
        return scheduled().afterInterview().missed();
    }

    static Life held(Interview.Outcome outcome) {
        var life = scheduled().afterInterview();
        return life.act(new Act.RecordHeld(life.interview().id(), outcome));
    }

    static Life proposed() {
        return held(Interview.Outcome.AGREEMENT).propose();
    }

    static Life agreed() {
        return proposed().sign(Agreement.Party.STUDENT).sign(Agreement.Party.PROGRAMME_LEADER);
    }

    static Life breachedTwice() {
        return agreed().breach().agreeAgain().breach();
    }

    static Life recommended() {
        return missedWithoutNotice().act(new Act.RecommendWithdrawal(Ground.INTERVIEW_MISSED_WITHOUT_NOTICE));
    }

    static Life referred() {
        var life = recommended();
        return life.act(new Act.TakeUp(life.today()));
    }

    static Life decided() {
        return referred().decide(Decision.Kind.WITHDRAW);
    }

    static Life stayed() {
        return decided().appeal(Appeal.Status.OPEN);
    }

    static Life withdrawn() {
        return decided().afterWindow().timePassed();
    }

    Life heard(Threshold threshold) {
        return take(casebook.heard(threshold, Raises.eventId(threshold), tick()));
    }

    Life sent(Threshold because) {
        return emailed(
                because,
                because.action() == Threshold.Action.INTERVIEW ? "interview-required" : "circumstances",
                Contact.State.SENT);
    }

    Life emailed(Threshold because, String template, Contact.State state) {
        var cause = Raises.eventId(because);
        return take(
                casebook.heard(new Contact(template + " because of " + cause, template, cause, state, now), tick()));
    }

    Life week(LocalDate monday, Week.Outcome outcome, int revision) {
        return take(casebook.heard(new Week(monday, outcome, revision), tick()));
    }

    Life appeal(Appeal.Status status) {
        return appeal("appeal", status);
    }

    Life appeal(String id, Appeal.Status status) {
        return take(casebook.heard(new Appeal(id, lastDecision().id(), status), tick())
                .orElseThrow());
    }

    Life timePassed() {
        return take(casebook.timePassed(file().id(), tick()));
    }

    Life act(Act act) {
        switch (casebook.act(file().id(), act, tick())) {
            case Acted.Done(var outcome) -> {
                refusal = null;
                take(outcome);
            }
            case Acted.Refused(var why) -> {
                refusal = why;
                happened = List.of();
            }
        }
        return this;
    }

    Life schedule() {
        var id = new InterviewId("interview " + ++things);
        return act(new Act.ScheduleInterview(id, id + "@rollcall", appointment(7), notice(7, 7)));
    }

    /** An appointment so many days from now, at ten. */
    Appointment appointment(int inDays) {
        var start = today().plusDays(inDays)
                .atTime(LocalTime.of(10, 0))
                .atZone(LONDON)
                .toInstant();
        return new Appointment(start, start.plusSeconds(1800), "JP-301", null, LEADER, false);
    }

    Act.Notice notice(int inDays, int earliestInDays) {
        return new Act.Notice(today().plusDays(inDays), today().plusDays(earliestInDays));
    }

    Life afterInterview() {
        now = interview().appointment().endsAt();
        return this;
    }

    Life afterWindow() {
        now = lastDecision().window().endsAt();
        return this;
    }

    Life at(Instant instant) {
        now = instant;
        return this;
    }

    Life missed() {
        return act(new Act.RecordMissed(interview().id()));
    }

    Life propose() {
        return act(new Act.MakeAgreement(
                new AgreementId("agreement " + ++things), today(), today().plusWeeks(4), "Come to every seminar."));
    }

    Life sign(Agreement.Party party) {
        return act(new Act.SignAgreement(agreement().id(), party, new Agreement.Signature(party.name(), today())));
    }

    Life breach() {
        return act(new Act.ReviewAgreement(agreement().id(), Act.ReviewAgreement.Finding.BREACHED));
    }

    Life agreeAgain() {
        schedule().afterInterview();
        return act(new Act.RecordHeld(interview().id(), Interview.Outcome.AGREEMENT))
                .propose()
                .sign(Agreement.Party.STUDENT)
                .sign(Agreement.Party.PROGRAMME_LEADER);
    }

    Life decide(Decision.Kind kind) {
        return decide(kind, today());
    }

    Life decide(Decision.Kind kind, LocalDate notifiedOn) {
        var lastDay = notifiedOn.plusDays(14);
        return act(new Act.Decide(
                new DecisionId("decision " + ++things),
                kind,
                notifiedOn,
                new Decision.Window(
                        lastDay, lastDay.plusDays(1).atStartOfDay(LONDON).toInstant()),
                "f.admin",
                today()));
    }

    LocalDate today() {
        return now.atZone(LONDON).toLocalDate();
    }

    Instant now() {
        return now;
    }

    Casebook casebook() {
        return casebook;
    }

    /** The file that was opened last. */
    CaseFile file() {
        return casebook.files().getLast();
    }

    CaseState state() {
        return file().state();
    }

    String stateName() {
        return state() instanceof CaseState.Closed(var reason)
                ? "Closed(" + reason + ")"
                : state().getClass().getSimpleName();
    }

    Interview interview() {
        return file().dealings().interviews().getLast();
    }

    Agreement agreement() {
        return file().dealings().agreements().getLast();
    }

    Decision lastDecision() {
        return file().dealings().decisions().getLast();
    }

    /** Why the last act was refused; a failure where it was not. */
    Refusal refusal() {
        if (refusal == null) {
            throw new AssertionError("Nothing was refused: " + happened);
        }
        return refusal;
    }

    boolean wasRefused() {
        return refusal != null;
    }

    /** What happened by the last step. */
    List<String> happened() {
        return happened.stream()
                .map(happening -> switch (happening) {
                    case Happening.Flagged(var flag) -> "Flagged " + flag;
                    case Happening.FlagLapsed(var flag) -> "FlagLapsed " + flag;
                    case Happening.FlagCleared(var flag) -> "FlagCleared " + flag;
                    case Happening.Closed(var reason) -> "Closed " + reason;
                    default -> happening.getClass().getSimpleName();
                })
                .toList();
    }

    /** The calls that may be made now. */
    List<Call> open() {
        return open(now);
    }

    /** The calls that may be made at the time of the next step. */
    List<Call> openInAMinute() {
        return open(now.plusSeconds(60));
    }

    private List<Call> open(Instant at) {
        return casebook.next(file().id(), at).stream()
                .filter(Next::isOpen)
                .map(Next::call)
                .toList();
    }

    /** The calls that may be made later, with the reason why not yet. */
    List<Refusal.Why> notYet() {
        var hindrances = new ArrayList<Refusal.Why>();
        casebook.next(file().id(), now).forEach(next -> next.hindrance().ifPresent(why -> hindrances.add(why.why())));
        return hindrances;
    }

    private Instant tick() {
        now = now.plusSeconds(60);
        return now;
    }

    private Life take(Outcome outcome) {
        casebook = outcome.casebook();
        happened = outcome.changes().stream().map(Change::happening).toList();
        return this;
    }
}
