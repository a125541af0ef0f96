package org.rollcall.appeals.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an event tells of a student. */
public sealed interface Fact {

    Source source();

    /** The student as student records had them. */
    record Standing(
            Source source,
            int level,
            String status,
            LocalDate enrolledFrom,
            @Nullable LocalDate enrolledTo) implements Fact {

        boolean enrolledOn(LocalDate day) {
            return !day.isBefore(enrolledFrom) && (enrolledTo == null || !day.isAfter(enrolledTo));
        }
    }

    /**
     * A week, as it was assessed in this revision.
     *
     * @param week its Monday
     */
    record Week(Source source, LocalDate week, Outcome outcome, int revision) implements Fact {
        /** As the contract names them. */
        public enum Outcome {
            ATTENDED,
            MISSED,
            UNKNOWN,
            EXCUSED,
            NOT_MONITORED
        }
    }

    /** A step of the ladder, in this revision of its raise. */
    record Raise(
            Source source,
            String thresholdId,
            String academicYear,
            String step,
            boolean interview,
            LocalDate asOfWeek,
            List<LocalDate> missedWeeks,
            Instant raisedAt,
            int revision,
            boolean rescinded)
            implements Fact {

        public Raise {
            missedWeeks = List.copyOf(missedWeeks);
        }
    }

    /** An e-mail that was sent, or finally not. */
    record Email(Source source, String template, String causedBy, boolean sent) implements Fact {}

    /** Something that happened in a case file. */
    sealed interface InCase extends Fact {
        String caseId();

        String academicYear();

        String actor();
    }

    /** An interview's appointment, after this event. */
    record Interview(
            Source source,
            String caseId,
            String academicYear,
            String actor,
            Kind kind,
            String interviewId,
            Instant startsAt,
            int sequence,
            String interviewer)
            implements InCase {
        /** What happened to it. */
        public enum Kind {
            SCHEDULED,
            RESCHEDULED,
            CANCELLED,
            NOTICE_GIVEN,
            HELD,
            MISSED
        }
    }

    /** A Student Attendance Agreement, after this event. */
    record Agreement(
            Source source,
            String caseId,
            String academicYear,
            String actor,
            Kind kind,
            String agreementId,
            int number,
            LocalDate from)
            implements InCase {
        /** What became of it. */
        public enum Kind {
            MADE,
            BREACHED,
            COMPLETED
        }
    }

    /** What needs no more words than its name. */
    record Milestone(Source source, String caseId, String academicYear, String actor, Kind kind) implements InCase {
        /** Which. */
        public enum Kind {
            OPENED,
            CIRCUMSTANCES_REPORTED,
            INTERVIEW_REQUIRED,
            RECOMMENDED,
            REFERRED,
            STAYED,
            TOOK_EFFECT,
            REVIEW_REQUIRED,
            CLOSED
        }
    }

    /** The Faculty's decision. */
    record Decision(
            Source source,
            String caseId,
            String academicYear,
            String actor,
            String decisionId,
            boolean withdraw,
            Ground ground,
            LocalDate notifiedOn,
            LocalDate appealDeadline,
            String decidedBy)
            implements InCase {
        /** On what it rests; see clauses 6, 7 and 8. */
        public enum Ground {
            INTERVIEW_OUTCOME("the outcome of the interview"),
            INTERVIEW_MISSED_WITHOUT_NOTICE("an interview missed without notice"),
            SECOND_AGREEMENT_BREACHED("the breach of a second agreement");

            private final String words;

            Ground(String words) {
                this.words = words;
            }

            /** As the dossier names it to people. */
            public String words() {
                return words;
            }
        }
    }
}
