package org.rollcall.appeals.dossier;

import java.util.Set;

/**
 * The numbers of the policy that the dossier measures by, and the names of the software's own services: what they do, no
 * person did.
 *
 * @param lowestLevel the policy's scope: levels 3 to 7
 * @param interviewAfterWeeks clause 5: consecutive missed weeks
 * @param noticeWorkingDays of an interview
 * @param agreementsPerYear clause 8
 * @param appealWorkingDays appeal 1
 */
public record Rules(
        int lowestLevel,
        int highestLevel,
        int interviewAfterWeeks,
        int noticeWorkingDays,
        int agreementsPerYear,
        int appealWorkingDays,
        Set<String> services) {

    /** The policy as it stands. */
    public static final Rules DEFAULT = new Rules(
            3,
            7,
            4,
            5,
            2,
            10,
            Set.of(
                    "attendance-ingest",
                    "engagement-rules",
                    "case-management",
                    "appeals-service",
                    "notification-service"));

    public Rules {
        services = Set.copyOf(services);
    }

    boolean isPerson(String actor) {
        return !services.contains(actor);
    }
}
