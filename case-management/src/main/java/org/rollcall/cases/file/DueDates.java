package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseState;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.workingdays.WorkingDays;
import org.rollcall.chassis.workingdays.WorkingDays.Deadline;

/** By when somebody has to act, in working days that explain themselves. */
@ApplicationScoped
public class DueDates {

    private final WorkingDays workingDays;
    private final int actWithin;
    private final int interviewNotice;
    private final int timeToAppeal;

    /**
     * @param actWithin working days in which people are to take the next step
     * @param interviewNotice working days of notice before an interview
     * @param timeToAppeal working days to appeal (appeal 1)
     */
    DueDates(
            WorkingDays workingDays,
            @ConfigProperty(name = "rollcall.cases.act-within", defaultValue = "5") int actWithin,
            @ConfigProperty(name = "rollcall.cases.interview-notice", defaultValue = "5") int interviewNotice,
            @ConfigProperty(name = "rollcall.cases.time-to-appeal", defaultValue = "10") int timeToAppeal) {
        this.workingDays = workingDays;
        this.actWithin = actWithin;
        this.interviewNotice = interviewNotice;
        this.timeToAppeal = timeToAppeal;
    }

    /** The first day on which an interview that is appointed now gives its notice. */
    public Deadline interviewNotice(Instant now) {
        return workingDays.after(AcademicCalendar.dayOf(now), interviewNotice);
    }

    /** The time to appeal of a decision of which the student was told on that day. */
    public Deadline timeToAppeal(LocalDate notifiedOn) {
        return workingDays.after(notifiedOn, timeToAppeal);
    }

    /** The day on which something falls due in a case; null where nobody has to act. */
    @Nullable
    LocalDate of(CaseFile file) {
        return switch (file.state()) {
            case CaseState.InterviewScheduled(var demand, var interview) ->
                AcademicCalendar.dayOf(interview.appointment().endsAt());
            case CaseState.AgreementInForce(var agreement) -> agreement.reviewOn();
            case CaseState.InterviewRequired _,
                    CaseState.AgreementDue _,
                    CaseState.AgreementProposed _,
                    CaseState.RecommendationDue _,
                    CaseState.InterviewMissed _,
                    CaseState.WithdrawalRecommended _,
                    CaseState.WithdrawalReferred _ -> toAct(file).lastDay();
            case CaseState.Contacted _,
                    CaseState.Decided _,
                    CaseState.WithdrawalStayed _,
                    CaseState.Withdrawn _,
                    CaseState.Closed _ -> null;
        };
    }

    /** Why that day; empty where it was named by a person, or nothing is due. */
    Optional<Deadline> explained(CaseFile file) {
        var due = of(file);
        return due != null
                        && !(file.state() instanceof CaseState.InterviewScheduled)
                        && !(file.state() instanceof CaseState.AgreementInForce)
                ? Optional.of(toAct(file))
                : Optional.empty();
    }

    private Deadline toAct(CaseFile file) {
        return workingDays.after(AcademicCalendar.dayOf(file.since()), actWithin);
    }
}
