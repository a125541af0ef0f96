package org.rollcall.appeals.life;

/** On what a student appeals (appeal 1). */
public enum Ground {
    /** The processes of the policy were not applied correctly: what an appeal is for. */
    PROCEDURE_NOT_FOLLOWED("You said that the procedure of the policy was not followed"),
    /** The attendance on which the process rested was recorded wrongly. */
    ATTENDANCE_RECORD_WRONG("You said that the attendance record was wrong"),
    /** What the student had reported was not taken into account (clause 10). */
    CIRCUMSTANCES_NOT_CONSIDERED("You said that circumstances you had reported were not considered"),
    OTHER("You gave another ground, in your own words");

    private final String words;

    Ground(String words) {
        this.words = words;
    }

    /** As the letter puts it to the student. */
    public String words() {
        return words;
    }
}
