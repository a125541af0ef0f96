package org.rollcall.cases.life;

/** A Student Attendance Agreement. */
public record AgreementId(String value) {

    public AgreementId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An agreement's id is not blank");
        }
    }
}
