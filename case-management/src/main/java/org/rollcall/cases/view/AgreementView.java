package org.rollcall.cases.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Agreement;

/**
 * A Student Attendance Agreement.
 *
 * @param student the student's signature; null until they signed
 * @param programmeLeader the leader's signature; null until they signed
 * @param breachedBy the Monday of the missed week that breached it; null when none did
 */
public record AgreementView(
        String agreementId,
        String caseId,
        String studentId,
        String academicYear,
        int number,
        Agreement.Status status,
        LocalDate from,
        LocalDate reviewOn,
        String terms,
        @Nullable SignatureView student,
        @Nullable SignatureView programmeLeader,
        @Nullable LocalDate breachedBy) {

    /** Who signed, and when. */
    public record SignatureView(String by, LocalDate on) {

        static @Nullable SignatureView from(Agreement.@Nullable Signature signature) {
            return signature == null ? null : new SignatureView(signature.by(), signature.on());
        }
    }

    public static AgreementView from(Agreement agreement, String caseId, String studentId, String academicYear) {
        return new AgreementView(
                agreement.id().value(),
                caseId,
                studentId,
                academicYear,
                agreement.number(),
                agreement.status(),
                agreement.from(),
                agreement.reviewOn(),
                agreement.terms(),
                SignatureView.from(agreement.student()),
                SignatureView.from(agreement.leader()),
                agreement.breachedBy());
    }
}
