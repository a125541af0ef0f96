package org.rollcall.notification.people;

import org.rollcall.contracts.StudentRecord;

/** A student as far as a mail needs them; what is not known is empty. */
public record Student(String studentId, String givenName, String familyName, String email, String programmeCode) {

    static Student from(StudentRecord told) {
        return new Student(told.studentId(), told.givenName(), told.familyName(), told.email(), told.programmeCode());
    }

    static Student unknown(String studentId) {
        return new Student(studentId, "", "", "", "");
    }

    /** What follows "Dear". */
    public String salutation() {
        return !givenName.isEmpty() ? givenName : !familyName.isEmpty() ? familyName : "student";
    }

    /** Given and family name, as far as they are known. */
    public String fullName() {
        return (givenName + " " + familyName).strip();
    }

    /** The same student with names that cannot disturb the text they are set in. */
    public Student forDisplay() {
        return new Student(studentId, Names.inText(givenName), Names.inText(familyName), email, programmeCode);
    }
}
