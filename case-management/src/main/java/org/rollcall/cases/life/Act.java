package org.rollcall.cases.life;

import java.time.LocalDate;

/** What a person may ask for in a case. */
public sealed interface Act {

    /** Which call asks for it. */
    Call call();

    /** Clause 10. */
    record ReportCircumstances(String textId) implements Act {
        @Override
        public Call call() {
            return Call.REPORT_CIRCUMSTANCES;
        }
    }

    /**
     * When an appointment would be, in days of Europe/London.
     *
     * @param earliest the first day that gives the notice which the policy asks for
     */
    record Notice(LocalDate startsOn, LocalDate earliest) {

        boolean isGiven() {
            return !startsOn.isBefore(earliest);
        }
    }

    /** Clause 5. */
    record ScheduleInterview(InterviewId id, String uid, Appointment appointment, Notice notice) implements Act {
        @Override
        public Call call() {
            return Call.SCHEDULE_INTERVIEW;
        }
    }

    record RescheduleInterview(InterviewId id, Appointment appointment, Notice notice) implements Act {
        @Override
        public Call call() {
            return Call.RESCHEDULE_INTERVIEW;
        }
    }

    record CancelInterview(InterviewId id) implements Act {
        @Override
        public Call call() {
            return Call.CANCEL_INTERVIEW;
        }
    }

    /** Clause 7. */
    record GiveNotice(InterviewId id) implements Act {
        @Override
        public Call call() {
            return Call.GIVE_NOTICE;
        }
    }

    /** Clause 6. */
    record RecordHeld(InterviewId id, Interview.Outcome outcome) implements Act {
        @Override
        public Call call() {
            return Call.RECORD_OUTCOME;
        }
    }

    /** Clause 7. */
    record RecordMissed(InterviewId id) implements Act {
        @Override
        public Call call() {
            return Call.RECORD_OUTCOME;
        }
    }

    /** Clauses 6 and 8. */
    record MakeAgreement(AgreementId id, LocalDate from, LocalDate reviewOn, String terms) implements Act {
        @Override
        public Call call() {
            return Call.MAKE_AGREEMENT;
        }
    }

    record SignAgreement(AgreementId id, Agreement.Party party, Agreement.Signature signature) implements Act {
        @Override
        public Call call() {
            return Call.SIGN_AGREEMENT;
        }
    }

    record ReviewAgreement(AgreementId id, Finding finding) implements Act {

        /** What the review found. */
        public enum Finding {
            MET,
            BREACHED
        }

        @Override
        public Call call() {
            return Call.REVIEW_AGREEMENT;
        }
    }

    /** Clauses 6 to 8. */
    record RecommendWithdrawal(Ground ground) implements Act {
        @Override
        public Call call() {
            return Call.RECOMMEND_WITHDRAWAL;
        }
    }

    /**
     * Clause 9.
     *
     * @param on the day, Europe/London
     */
    record TakeUp(LocalDate on) implements Act {
        @Override
        public Call call() {
            return Call.TAKE_UP_REFERRAL;
        }
    }

    /**
     * Clause 9.
     *
     * @param today Europe/London
     */
    record Decide(
            DecisionId id,
            Decision.Kind kind,
            LocalDate notifiedOn,
            Decision.Window window,
            String decidedBy,
            LocalDate today)
            implements Act {
        @Override
        public Call call() {
            return Call.DECIDE;
        }
    }

    record Close() implements Act {
        @Override
        public Call call() {
            return Call.CLOSE;
        }
    }

    record ClearFlags() implements Act {
        @Override
        public Call call() {
            return Call.CLEAR_FLAGS;
        }
    }
}
