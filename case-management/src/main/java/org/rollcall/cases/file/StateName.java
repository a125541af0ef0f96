package org.rollcall.cases.file;

import org.rollcall.cases.life.CaseState;

/** The states' names, in the database and for everyone who asks. */
enum StateName {
    Contacted,
    InterviewRequired,
    InterviewScheduled,
    InterviewHeld,
    InterviewMissed,
    AgreementInForce,
    WithdrawalRecommended,
    WithdrawalReferred,
    Decided,
    WithdrawalStayed,
    Withdrawn,
    Closed;

    static StateName of(CaseState state) {
        return switch (state) {
            case CaseState.Contacted _ -> Contacted;
            case CaseState.InterviewRequired _ -> InterviewRequired;
            case CaseState.InterviewScheduled _ -> InterviewScheduled;
            case CaseState.AgreementDue _, CaseState.AgreementProposed _, CaseState.RecommendationDue _ ->
                InterviewHeld;
            case CaseState.InterviewMissed _ -> InterviewMissed;
            case CaseState.AgreementInForce _ -> AgreementInForce;
            case CaseState.WithdrawalRecommended _ -> WithdrawalRecommended;
            case CaseState.WithdrawalReferred _ -> WithdrawalReferred;
            case CaseState.Decided _ -> Decided;
            case CaseState.WithdrawalStayed _ -> WithdrawalStayed;
            case CaseState.Withdrawn _ -> Withdrawn;
            case CaseState.Closed _ -> Closed;
        };
    }
}
