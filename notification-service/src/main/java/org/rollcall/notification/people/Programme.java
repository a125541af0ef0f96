package org.rollcall.notification.people;

/** A programme and the people behind it; what is not known is empty. */
public record Programme(
        String programmeCode, String title, String leaderName, String leaderEmail, String adminOfficeEmail) {

    static Programme unknown(String programmeCode) {
        return new Programme(programmeCode, "", "", "", "");
    }

    /** The title, or the code while no title is known. */
    public String name() {
        return !title.isEmpty() ? title : !programmeCode.isEmpty() ? programmeCode : "your programme";
    }

    /**
     * Whether the person of this id is the Programme Leader. No event says who has which address; by custom the id of
     * a member of staff is what stands before the @ of theirs.
     */
    public boolean isLedBy(String personId) {
        return !leaderEmail.isEmpty()
                && (leaderEmail.equalsIgnoreCase(personId)
                        || leaderEmail
                                .substring(0, Math.max(0, leaderEmail.indexOf('@')))
                                .equalsIgnoreCase(personId));
    }

    /** The same programme with names that cannot disturb the text they are set in. */
    public Programme forDisplay() {
        return new Programme(
                programmeCode, Names.inText(title), Names.inText(leaderName), leaderEmail, adminOfficeEmail);
    }
}
