package org.rollcall.benchmarks.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.assessment.Session.Status;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;

/** What the rule engine reasons about; {@code assessment.drl} has the rules. Public, because it compiles against them. */
public final class RuleFacts {

    private RuleFacts() {}

    /** Days for which the student was enrolled. */
    public record EnrolmentFact(LocalDate first, LocalDate last) {}

    /** Days for which an absence is authorised. */
    public record AbsenceFact(LocalDate first, LocalDate last) {}

    /** A step of the ladder. */
    public record StepFact(String name, int position, int weeks, Counting counting, Action action) {}

    /** A raise that stands. */
    public record RaiseFact(int position, Action action, int week) {}

    /** A raise within the live run. */
    public record InRun(int position, Action action, int week) {}

    /** A step that the student has reached, by the run or only by the academic year. */
    public record Reached(String name, int position, Action action, boolean byRun) {}

    /** A step that was raised already, or one behind it was. */
    public record Done(int position) {}

    /** A session of a week. */
    public static final class SessionFact {

        private final int week;
        private final LocalDate day;
        private final boolean compulsory;
        private final Status status;
        private boolean required;
        private boolean excused;

        SessionFact(int week, LocalDate day, boolean compulsory, Status status) {
            this.week = week;
            this.day = day;
            this.compulsory = compulsory;
            this.status = status;
        }

        public int getWeek() {
            return week;
        }

        public LocalDate getDay() {
            return day;
        }

        public boolean isCompulsory() {
            return compulsory;
        }

        public Status getStatus() {
            return status;
        }

        public boolean isRequired() {
            return required;
        }

        public void setRequired(boolean required) {
            this.required = required;
        }

        public boolean isExcused() {
            return excused;
        }

        public void setExcused(boolean excused) {
            this.excused = excused;
        }

        public boolean isAttended() {
            return status == Status.PRESENT || status == Status.LATE;
        }

        public boolean isUnrecorded() {
            return status == Status.UNRECORDED || status == Status.EXPECTED;
        }
    }

    /** A week, whose outcome and standing the rules find; week 0 stands for the beginning of the academic year. */
    public static final class WeekFact {

        private final int index;
        private final boolean latest;
        private @Nullable Outcome outcome;
        private boolean placed;
        private int run;
        private int missed;

        WeekFact(int index, boolean latest) {
            this.index = index;
            this.latest = latest;
        }

        static WeekFact beginning() {
            var beginning = new WeekFact(0, false);
            beginning.outcome = Outcome.ATTENDED;
            beginning.placed = true;
            return beginning;
        }

        public int getIndex() {
            return index;
        }

        public boolean isLatest() {
            return latest;
        }

        public @Nullable Outcome getOutcome() {
            return outcome;
        }

        public void setOutcome(Outcome outcome) {
            this.outcome = outcome;
        }

        public boolean isPlaced() {
            return placed;
        }

        public int getRun() {
            return run;
        }

        public int getMissed() {
            return missed;
        }

        /** Where the student stands at the end of the week. */
        public void place(int newRun, int newMissed) {
            run = newRun;
            missed = newMissed;
            placed = true;
        }
    }

    /** The step that is raised, if one is. */
    public static final class Verdict {

        private @Nullable String step;

        public @Nullable String getStep() {
            return step;
        }

        public void setStep(String step) {
            this.step = step;
        }
    }
}
