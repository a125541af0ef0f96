package org.rollcall.notification.people;

import org.rollcall.contracts.ProgrammeRecord;

/** A programme and the people behind it; what is not known is empty. */
public record Programme(
        String programmeCode, String title, String leaderName, String leaderEmail, String adminOfficeEmail) {

    static Programme from(ProgrammeRecord told) {
        return new Programme(
                told.programmeCode(), told.title(), told.leaderName(), told.leaderEmail(), told.adminOfficeEmail());
    }

    static Programme unknown(String programmeCode) {
        return new Programme(programmeCode, "", "", "", "");
    }

    /** The title, or the code while no title is known. */
    public String name() {
        return title.isEmpty() ? programmeCode : title;
    }
}
