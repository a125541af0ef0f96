package org.rollcall.cases.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.CaseState.AgreementDue;
import org.rollcall.cases.life.CaseState.AgreementInForce;
import org.rollcall.cases.life.CaseState.AgreementProposed;
import org.rollcall.cases.life.CaseState.AwaitsAppointment;
import org.rollcall.cases.life.CaseState.BeforeLeader;
import org.rollcall.cases.life.CaseState.Closable;
import org.rollcall.cases.life.CaseState.Closed;
import org.rollcall.cases.life.CaseState.Contacted;
import org.rollcall.cases.life.CaseState.Decided;
import org.rollcall.cases.life.CaseState.InterviewMissed;
import org.rollcall.cases.life.CaseState.InterviewRequired;
import org.rollcall.cases.life.CaseState.InterviewScheduled;
import org.rollcall.cases.life.CaseState.RecommendationDue;
import org.rollcall.cases.life.CaseState.WithdrawalRecommended;
import org.rollcall.cases.life.CaseState.WithdrawalReferred;
import org.rollcall.cases.life.CaseState.WithdrawalStayed;
import org.rollcall.cases.life.CaseState.Withdrawn;
import org.rollcall.cases.life.Refusal.Why;

/**
 * Where people act in a case: says what they may do now, does what the policy allows and refuses everything else.
 *
 * <p>It only leads from one state to another by the transitions that the states themselves have.
 */
final class Desk {

    private final CaseFile file;
    private final Facts facts;
    private final long agreementsInYear;
    private final Instant now;

    /**
     * @param agreementsInYear how many agreements of the student count in the academic year of the case
     */
    Desk(CaseFile file, Facts facts, long agreementsInYear, Instant now) {
        this.file = file;
        this.facts = facts;
        this.agreementsInYear = agreementsInYear;
        this.now = now;
    }

    /** What became of an act. */
    sealed interface Verdict {

        /** The case afterwards, and what happened, in order. */
        record Done(CaseFile file, List<Happening> happenings) implements Verdict {}

        record Refused(Refusal refusal) implements Verdict {}
    }

    /** What may follow, by whom, or why not yet. */
    List<Next> next() {
        var next = new ArrayList<Next>();
        switch (file.state()) {
            case Contacted() -> {}
            case InterviewRequired required -> {
                next.add(scheduling());
                next.addAll(recommending());
            }
            case InterviewScheduled(var demand, var interview) -> {
                var id = interview.id().value();
                next.add(open(Call.RESCHEDULE_INTERVIEW, id));
                next.add(open(Call.CANCEL_INTERVIEW, id));
                next.add(new Next(Call.GIVE_NOTICE, id, tooLateForNotice(interview)));
                next.add(new Next(Call.RECORD_OUTCOME, id, notBegun(interview)));
            }
            case AgreementDue due -> {
                next.add(new Next(Call.MAKE_AGREEMENT, null, limitReached()));
                next.add(scheduling());
                next.addAll(recommending());
            }
            case AgreementProposed(var demand, var interview, var agreement) -> {
                next.add(open(Call.SIGN_AGREEMENT, agreement.id().value()));
                next.add(scheduling());
                next.addAll(recommending());
            }
            case RecommendationDue due -> {
                next.addAll(recommending());
                next.add(scheduling());
            }
            case InterviewMissed missed -> {
                next.add(scheduling());
                next.addAll(recommending());
            }
            case AgreementInForce(var agreement) ->
                next.add(open(Call.REVIEW_AGREEMENT, agreement.id().value()));
            case WithdrawalRecommended recommended -> next.add(open(Call.TAKE_UP_REFERRAL, null));
            case WithdrawalReferred referred -> next.add(open(Call.DECIDE, null));
            case Decided decided -> {}
            case WithdrawalStayed stayed -> {}
            case Withdrawn withdrawn -> {}
            case Closed closed -> {}
        }
        if (closable().isPresent()) {
            next.add(open(Call.CLOSE, null));
        }
        if (!file.dealings().flags().isEmpty()) {
            next.add(open(Call.CLEAR_FLAGS, null));
        }
        next.add(open(Call.REPORT_CIRCUMSTANCES, null));
        return next;
    }

    Verdict act(Act act) {
        return switch (act) {
            case Act.ReportCircumstances(var textId) ->
                new Verdict.Done(file, List.of(new Happening.CircumstancesReported(textId)));
            case Act.ScheduleInterview schedule -> schedule(schedule);
            case Act.RescheduleInterview reschedule -> reschedule(reschedule);
            case Act.CancelInterview(var id) -> cancel(id);
            case Act.GiveNotice(var id) -> giveNotice(id);
            case Act.RecordHeld(var id, var outcome) -> recordHeld(id, outcome);
            case Act.RecordMissed(var id) -> recordMissed(id);
            case Act.MakeAgreement make -> makeAgreement(make);
            case Act.SignAgreement sign -> sign(sign);
            case Act.ReviewAgreement(var id, var finding) -> review(id, finding);
            case Act.RecommendWithdrawal(var ground) -> recommend(ground);
            case Act.TakeUp takeUp -> takeUp(takeUp);
            case Act.Decide decide -> decide(decide);
            case Act.Close() -> close();
            case Act.ClearFlags() -> clearFlags();
        };
    }

    private Verdict schedule(Act.ScheduleInterview act) {
        if (!(file.state() instanceof AwaitsAppointment awaiting)) {
            return notNow(act);
        }
        var hindrance = demandNotSent().or(() -> appointmentRefused(act.appointment(), act.notice()));
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        var interview = Interview.appointed(act.id(), act.uid(), act.appointment(), now);
        var happenings = new ArrayList<Happening>();
        var dealings = lapsed(happenings).with(interview);
        happenings.add(new Happening.InterviewScheduled(interview));
        return done(awaiting.schedule(interview), dealings, happenings);
    }

    private Verdict reschedule(Act.RescheduleInterview act) {
        if (!(file.state() instanceof InterviewScheduled scheduled)) {
            return notNow(act);
        }
        var hindrance = isAnother(act.id(), scheduled).or(() -> appointmentRefused(act.appointment(), act.notice()));
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        var next = scheduled.reschedule(act.appointment());
        return done(
                next,
                file.dealings().with(next.interview()),
                List.of(new Happening.InterviewRescheduled(next.interview())));
    }

    private Verdict cancel(InterviewId id) {
        if (!(file.state() instanceof InterviewScheduled scheduled)) {
            return notNow(new Act.CancelInterview(id));
        }
        var hindrance = isAnother(id, scheduled);
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        var cancelled = scheduled.interview().cancelled();
        return done(
                scheduled.cancel(),
                file.dealings().with(cancelled),
                List.of(new Happening.InterviewCancelled(cancelled)));
    }

    private Verdict giveNotice(InterviewId id) {
        if (!(file.state() instanceof InterviewScheduled scheduled)) {
            return notNow(new Act.GiveNotice(id));
        }
        var hindrance = isAnother(id, scheduled).or(() -> tooLateForNotice(scheduled.interview()));
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        if (scheduled.interview().priorNoticeGiven()) {
            return new Verdict.Done(file, List.of());
        }
        var next = scheduled.noticed(now);
        return done(
                next,
                file.dealings().with(next.interview()),
                List.of(new Happening.InterviewNoticeGiven(next.interview())));
    }

    private Verdict recordHeld(InterviewId id, Interview.Outcome outcome) {
        if (!(file.state() instanceof InterviewScheduled scheduled)) {
            return notNow(new Act.RecordHeld(id, outcome));
        }
        var hindrance = isAnother(id, scheduled)
                .or(() -> notBegun(scheduled.interview()))
                .or(() -> outcome == Interview.Outcome.AGREEMENT ? limitReached() : Optional.empty());
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        var held = scheduled.interview().held(outcome);
        var happened = new Happening.InterviewHeld(held, outcome);
        var dealings = file.dealings().with(held);
        return switch (outcome) {
            case AGREEMENT -> done(scheduled.heldForAgreement(), dealings, List.of(happened));
            case RECOMMEND_WITHDRAWAL -> done(scheduled.heldForRecommendation(), dealings, List.of(happened));
            case NO_FURTHER_ACTION -> closed(scheduled.heldWithNoFurtherAction(), dealings, List.of(happened));
            case REFERRED_TO_SUPPORT -> closed(scheduled.heldWithReferralToSupport(), dealings, List.of(happened));
        };
    }

    private Verdict recordMissed(InterviewId id) {
        if (!(file.state() instanceof InterviewScheduled scheduled)) {
            return notNow(new Act.RecordMissed(id));
        }
        var hindrance = isAnother(id, scheduled).or(() -> notBegun(scheduled.interview()));
        if (hindrance.isPresent()) {
            return refused(hindrance.get());
        }
        var next = scheduled.miss();
        return done(
                next, file.dealings().with(next.interview()), List.of(new Happening.InterviewMissed(next.interview())));
    }

    private Verdict makeAgreement(Act.MakeAgreement act) {
        var limit = limitReached();
        if (limit.isPresent()) {
            return refused(limit.get());
        }
        if (!(file.state() instanceof AgreementDue due)) {
            return notNow(act);
        }
        var number = (int) agreementsInYear + 1;
        var next = due.propose(Agreement.proposed(act.id(), number, act.from(), act.reviewOn(), act.terms()));
        return done(
                next,
                file.dealings().with(next.agreement()),
                List.of(new Happening.AgreementProposed(next.agreement())));
    }

    private Verdict sign(Act.SignAgreement act) {
        if (!(file.state() instanceof AgreementProposed proposed)) {
            return file.dealings().agreement(act.id()).isPresent()
                    ? refused(Refusal.because(
                            Why.ALREADY_SIGNED, "6", "The agreement is not waiting for a signature any more"))
                    : notNow(act);
        }
        var agreement = proposed.agreement();
        if (!agreement.id().equals(act.id())) {
            return refused(noSuchAgreement());
        }
        if (agreement.isSignedBy(act.party())) {
            return refused(Refusal.because(
                    Why.ALREADY_SIGNED,
                    "6",
                    switch (act.party()) {
                        case STUDENT -> "The student has signed already";
                        case PROGRAMME_LEADER -> "The Programme Leader has signed already";
                    }));
        }
        var signed = agreement.signed(act.party(), act.signature());
        var happenings = new ArrayList<Happening>();
        happenings.add(new Happening.AgreementSigned(signed, act.party()));
        if (signed.status() == Agreement.Status.PROPOSED) {
            return done(
                    proposed.sign(act.party(), act.signature()), file.dealings().with(signed), happenings);
        }
        happenings.add(new Happening.AgreementMade(signed));
        return done(
                proposed.signLast(act.party(), act.signature()), file.dealings().with(signed), happenings);
    }

    private Verdict review(AgreementId id, Act.ReviewAgreement.Finding finding) {
        if (!(file.state() instanceof AgreementInForce inForce)) {
            return notNow(new Act.ReviewAgreement(id, finding));
        }
        if (!inForce.agreement().id().equals(id)) {
            return refused(noSuchAgreement());
        }
        return switch (finding) {
            case MET -> {
                var completed = inForce.agreement().completed();
                yield closed(
                        inForce.complete(),
                        file.dealings().with(completed),
                        List.of(new Happening.AgreementCompleted(completed)));
            }
            case BREACHED -> {
                var breached = inForce.agreement().breached(null);
                yield done(
                        inForce.breach(),
                        file.dealings().with(breached),
                        List.of(new Happening.AgreementBreached(breached, null)));
            }
        };
    }

    private Verdict recommend(Ground ground) {
        if (!(file.state() instanceof BeforeLeader before)) {
            return notNow(new Act.RecommendWithdrawal(ground));
        }
        var established = Grounds.established(ground, file);
        if (established.isEmpty()) {
            return refused(notEstablished(ground));
        }
        var happenings = new ArrayList<Happening>();
        var dealings = lapsed(happenings);
        happenings.add(new Happening.WithdrawalRecommended(ground));
        return done(before.recommend(established.get()), dealings, happenings);
    }

    private Verdict takeUp(Act.TakeUp act) {
        return file.state() instanceof WithdrawalRecommended recommended
                ? done(recommended.refer(act.on()), file.dealings(), List.of(new Happening.WithdrawalReferred()))
                : notNow(act);
    }

    private Verdict decide(Act.Decide act) {
        if (!(file.state() instanceof WithdrawalReferred referred)) {
            return notNow(act);
        }
        if (act.notifiedOn().isBefore(referred.on())) {
            return refused(Refusal.because(
                    Why.NOTIFIED_ON_IMPOSSIBLE,
                    "9",
                    "Nobody was told on %s of what was taken up on %s".formatted(act.notifiedOn(), referred.on())));
        }
        if (act.notifiedOn().isAfter(act.today())) {
            return refused(Refusal.because(
                    Why.NOTIFIED_ON_IMPOSSIBLE,
                    "9",
                    "notifiedOn is the day on which the student was told, and %s is still to come"
                            .formatted(act.notifiedOn())));
        }
        var decision = new Decision(
                act.id(), act.kind(), referred.ground(), act.notifiedOn(), act.window(), act.decidedBy(), now, false);
        var dealings = file.dealings().with(decision);
        var made = new Happening.DecisionMade(decision);
        return switch (act.kind()) {
            case WITHDRAW -> done(referred.withdraw(decision), dealings, List.of(made));
            case CONTINUE -> closed(referred.letContinue(), dealings, List.of(made));
        };
    }

    private Verdict close() {
        var closable = closable();
        if (closable.isEmpty()) {
            return notNow(new Act.Close());
        }
        var happenings = new ArrayList<Happening>();
        var dealings = lapsed(happenings);
        if (file.state() instanceof InterviewScheduled scheduled) {
            var cancelled = scheduled.interview().cancelled();
            dealings = dealings.with(cancelled);
            happenings.add(new Happening.InterviewCancelled(cancelled));
        }
        return closed(closable.get().close(), dealings, happenings);
    }

    private Verdict clearFlags() {
        var flags = file.dealings().flags().stream().sorted().toList();
        if (flags.isEmpty()) {
            return refused(Refusal.because(Why.NO_FLAG, null, "Nothing waits for a person to look at it"));
        }
        var dealings = file.dealings();
        for (var flag : flags) {
            dealings = dealings.unflagged(flag);
        }
        return new Verdict.Done(
                file.with(dealings),
                flags.stream().<Happening>map(Happening.FlagCleared::new).toList());
    }

    /** A decision is not undone by closing the case, unless a correction took its ground away. */
    private Optional<Closable> closable() {
        if (file.state() instanceof Decided && !file.isInDoubt()) {
            return Optional.empty();
        }
        return file.state() instanceof Closable closable ? Optional.of(closable) : Optional.empty();
    }

    private Next scheduling() {
        return new Next(Call.SCHEDULE_INTERVIEW, null, demandNotSent());
    }

    /** Where no ground is there, the one that is nearest says why not. */
    private List<Next> recommending() {
        for (var ground : Ground.values()) {
            if (Grounds.established(ground, file).isPresent()) {
                return List.of(open(Call.RECOMMEND_WITHDRAWAL, null));
            }
        }
        return file.state() instanceof InterviewMissed
                ? List.of(new Next(
                        Call.RECOMMEND_WITHDRAWAL,
                        null,
                        Optional.of(notEstablished(Ground.INTERVIEW_MISSED_WITHOUT_NOTICE))))
                : List.of();
    }

    private static Next open(Call call, @Nullable String about) {
        return new Next(call, about, Optional.empty());
    }

    /** Clause 5: the appointment follows the e-mail. */
    private Optional<Refusal> demandNotSent() {
        if (facts.demandSentAt(file).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.because(
                Why.INTERVIEW_DEMAND_NOT_SENT,
                "5",
                facts.demandFailed(file)
                        ? "The e-mail that demands the interview could not be sent; it has to be sent again first"
                        : "The e-mail that demands the interview has not been sent yet; the appointment follows it"));
    }

    private Optional<Refusal> appointmentRefused(Appointment appointment, Act.Notice notice) {
        if (!appointment.startsAt().isAfter(now)) {
            return Optional.of(Refusal.because(
                    Why.INTERVIEW_IN_THE_PAST, "5", "An interview cannot be appointed for a time that has passed"));
        }
        if (!notice.isGiven() && !appointment.shortNoticeAgreed()) {
            return Optional.of(Refusal.because(
                    Why.NOTICE_TOO_SHORT,
                    "5",
                    "With the notice that the student is given the interview can be on %s or later; earlier only when the student agrees"
                            .formatted(notice.earliest())));
        }
        return Optional.empty();
    }

    private Optional<Refusal> tooLateForNotice(Interview interview) {
        return interview.begun(now)
                ? Optional.of(Refusal.because(
                        Why.NOTICE_TOO_LATE,
                        "7",
                        "Prior notice is given before the interview starts, and it started at "
                                + interview.appointment().startsAt()))
                : Optional.empty();
    }

    private Optional<Refusal> notBegun(Interview interview) {
        return interview.begun(now)
                ? Optional.empty()
                : Optional.of(Refusal.because(
                        Why.INTERVIEW_NOT_BEGUN,
                        "6",
                        "The interview starts at " + interview.appointment().startsAt()));
    }

    private Optional<Refusal> limitReached() {
        return agreementsInYear < Agreement.LIMIT
                ? Optional.empty()
                : Optional.of(Refusal.because(
                        Why.AGREEMENT_LIMIT_REACHED,
                        "8",
                        "The student has had %d agreements in %s, and no more are permitted"
                                .formatted(agreementsInYear, file.academicYear())));
    }

    private static Refusal notEstablished(Ground ground) {
        return Refusal.because(
                Why.GROUND_NOT_ESTABLISHED,
                ground.clause(),
                switch (ground) {
                    case INTERVIEW_OUTCOME -> "No interview had the outcome that withdrawal is recommended";
                    case INTERVIEW_MISSED_WITHOUT_NOTICE ->
                        "The student did not miss an interview without prior notice";
                    case SECOND_AGREEMENT_BREACHED -> "No second agreement of the academic year was breached";
                });
    }

    private static Optional<Refusal> isAnother(InterviewId id, InterviewScheduled scheduled) {
        return scheduled.interview().id().equals(id)
                ? Optional.empty()
                : Optional.of(
                        Refusal.because(Why.NO_SUCH_INTERVIEW, null, "There is no such interview ahead in this case"));
    }

    private static Refusal noSuchAgreement() {
        return Refusal.because(Why.NO_SUCH_AGREEMENT, null, "There is no such agreement at hand in this case");
    }

    /** What was proposed and not signed by both lapses when the case goes another way, and gives its number back. */
    private Dealings lapsed(List<Happening> happenings) {
        if (!(file.state() instanceof AgreementProposed proposed)) {
            return file.dealings();
        }
        var lapsed = proposed.agreement().lapsed();
        happenings.add(new Happening.AgreementLapsed(lapsed));
        return file.dealings().with(lapsed);
    }

    private Verdict closed(Closed state, Dealings dealings, List<? extends Happening> before) {
        var happenings = new ArrayList<Happening>(before);
        happenings.add(new Happening.Closed(state.reason()));
        return done(state, dealings, happenings);
    }

    private Verdict done(CaseState state, Dealings dealings, List<? extends Happening> happenings) {
        return new Verdict.Done(file.in(state, now).with(dealings.byHand()), List.copyOf(happenings));
    }

    private Verdict notNow(Act act) {
        return refused(
                switch (file.state()) {
                    case WithdrawalStayed stayed ->
                        Refusal.because(
                                Why.APPEAL_IS_OPEN,
                                "appeal 3",
                                "An appeal is open; the case waits for its end, and the student may attend meanwhile");
                    case Decided decided ->
                        Refusal.because(
                                Why.DECISION_IS_FINAL,
                                "9",
                                "The Faculty has decided, and a decision cannot be changed; an appeal that is upheld quashes it");
                    case Withdrawn withdrawn ->
                        Refusal.because(Why.DECISION_IS_FINAL, "9", "The withdrawal has taken effect");
                    case Contacted _,
                            InterviewRequired _,
                            InterviewScheduled _,
                            AgreementDue _,
                            AgreementProposed _,
                            RecommendationDue _,
                            InterviewMissed _,
                            AgreementInForce _,
                            WithdrawalRecommended _,
                            WithdrawalReferred _,
                            Closed _ ->
                        Refusal.because(
                                Why.NOT_IN_THIS_STATE,
                                act.call().clause(),
                                "This does not follow where the case is now");
                });
    }

    private Verdict refused(Refusal refusal) {
        return new Verdict.Refused(
                refusal.butInstead(next().stream().filter(Next::isOpen).toList()));
    }
}
