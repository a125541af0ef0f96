package org.rollcall.appeals.life;

/** On what a student appeals (appeal 1). */
public enum Ground {
    /** The processes of the policy were not applied correctly: what an appeal is for. */
    PROCEDURE_NOT_FOLLOWED("The procedure of the policy was not followed"),
    /** The attendance on which the process rested was recorded wrongly. */
    ATTENDANCE_RECORD_WRONG("The attendance record was wrong"),
    /** What the student had reported was not taken into account (clause 10). */
    CIRCUMSTANCES_NOT_CONSIDERED("Reported circumstances were not considered"),
    OTHER("Another ground, as stated by the student");

    private final String words;

    Ground(String words) {
        this.words = words;
    }

    /** As the letter names it. */
    public String words() {
        return words;
    }
}
