package org.rollcall.notification.wording;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;

/** The templates of {@code templates/mail}; the build fails when one of them asks for what it is not given. */
@CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

    private Templates() {}

    static native TemplateInstance circumstances(Student student, Absence absence, University university);

    static native TemplateInstance interviewRequired(
            Student student, Programme programme, Absence absence, University university);

    /** The Programme Leader's copy asks for times, the office's for the appointment. */
    static native TemplateInstance sendAppointment(
            boolean leader, Student student, Programme programme, Absence absence, University university);

    /**
     * The day is that of the e-mail which is corrected, and {@code what} the sentence that says what changed.
     */
    static native TemplateInstance correction(
            Student student, Absence absence, String day, String what, University university);
}
