package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.Agreement.Signature;
import org.rollcall.cases.life.AgreementId;
import org.rollcall.cases.life.CaseFile;

/** An agreement as it is stored; their ids are in the order of their making. */
@Entity
@Table(name = "agreements")
class AgreementRow extends PanacheEntityBase {

    @Id
    String agreementId;

    String caseId;

    String studentId;

    String academicYear;

    short slot;

    LocalDate inForceFrom;

    LocalDate reviewOn;

    String terms;

    @Enumerated(EnumType.STRING)
    Agreement.Status status;

    @Nullable
    String studentSigned;

    @Nullable
    LocalDate studentSignedOn;

    @Nullable
    String leaderSigned;

    @Nullable
    LocalDate leaderSignedOn;

    @Nullable
    LocalDate breachedBy;

    static AgreementRow from(CaseFile file, Agreement agreement) {
        var row = new AgreementRow();
        row.agreementId = agreement.id().value();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.academicYear = file.academicYear();
        row.slot = (short) agreement.number();
        row.inForceFrom = agreement.from();
        row.reviewOn = agreement.reviewOn();
        row.terms = agreement.terms();
        row.take(agreement);
        return row;
    }

    static List<AgreementRow> of(Collection<String> students) {
        return list("studentId in ?1 order by agreementId", students);
    }

    static Optional<AgreementRow> named(String agreementId) {
        return findByIdOptional(agreementId);
    }

    void take(Agreement agreement) {
        status = agreement.status();
        studentSigned = by(agreement.student());
        studentSignedOn = on(agreement.student());
        leaderSigned = by(agreement.leader());
        leaderSignedOn = on(agreement.leader());
        breachedBy = agreement.breachedBy();
    }

    Agreement toAgreement() {
        return new Agreement(
                new AgreementId(agreementId),
                slot,
                inForceFrom,
                reviewOn,
                terms,
                status,
                signature(studentSigned, studentSignedOn),
                signature(leaderSigned, leaderSignedOn),
                breachedBy);
    }

    private static @Nullable Signature signature(@Nullable String by, @Nullable LocalDate on) {
        return by == null || on == null ? null : new Signature(by, on);
    }

    private static @Nullable String by(@Nullable Signature signature) {
        return signature == null ? null : signature.by();
    }

    private static @Nullable LocalDate on(@Nullable Signature signature) {
        return signature == null ? null : signature.on();
    }
}
