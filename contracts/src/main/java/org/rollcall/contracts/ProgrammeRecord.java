package org.rollcall.contracts;

/**
 * A programme of study and the people to write to: its Programme Leader, and the Admin Office of the faculty that
 * processes withdrawals (clause 9).
 */
@Payload
public record ProgrammeRecord(
        @Id String programmeCode,
        @Line(min = 0) String title,
        @Id String faculty,
        @Line(min = 0) String leaderName,
        @Line(min = 0) String leaderEmail,
        @Line(min = 0) String adminOfficeEmail) {

    public ProgrammeRecord {
        Check.id("programmeCode", programmeCode);
        Check.lineOrEmpty("title", title);
        Check.id("faculty", faculty);
        Check.lineOrEmpty("leaderName", leaderName);
        Check.lineOrEmpty("leaderEmail", leaderEmail);
        Check.lineOrEmpty("adminOfficeEmail", adminOfficeEmail);
    }
}
