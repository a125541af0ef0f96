package org.rollcall.contracts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student as student records knows them now; the latest replaces the earlier whole. The only event with a student's
 * name and address: nothing that the suite publishes repeats them.
 *
 * <p>Only levels 3 to 7 are assessed (scope of the policy), and only sessions held while {@link Status#ENROLLED}.
 *
 * @param email empty while the student has none
 * @param level 3 is foundation, 4 to 6 undergraduate, 7 master's, 8 doctoral
 * @param statusFrom since when the status holds, Europe/London; null means since the day of arrival
 * @param enrolledFrom first day
 * @param enrolledTo last day, included; null while it is open
 * @param sponsored true: absences are reportable to UKVI
 * @param fundingBodies who funds the student; may be absent
 */
@Payload
public record StudentRecord(
        @Id String studentId,
        @Line(min = 0) String givenName,
        @Line(min = 0) String familyName,
        @Line(min = 0) String email,
        @Id String programmeCode,
        @Whole int level,
        Status status,
        @Nullable LocalDate statusFrom,
        LocalDate enrolledFrom,
        @Nullable LocalDate enrolledTo,
        @Flag boolean sponsored,
        @OrNone List<@Id String> fundingBodies) {

    /** Every new status opens an interval. */
    public enum Status {
        ENROLLED,
        INTERRUPTED,
        WITHDRAWN,
        COMPLETED
    }

    public StudentRecord {
        Check.id("studentId", studentId);
        Check.lineOrEmpty("givenName", givenName);
        Check.lineOrEmpty("familyName", familyName);
        Check.lineOrEmpty("email", email);
        Check.id("programmeCode", programmeCode);
        Check.atLeast(0, "level", level);
        Check.given("status", status);
        Check.optionalDate("statusFrom", statusFrom);
        Check.date("enrolledFrom", enrolledFrom);
        Check.optionalDate("enrolledTo", enrolledTo);
        Check.notBefore(enrolledFrom, "enrolledTo", enrolledTo);
        fundingBodies = Check.eachIfAny("fundingBodies", fundingBodies, Check::id);
    }
}
