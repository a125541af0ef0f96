package org.rollcall.notification.wording;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;

/** The templates of {@code templates/mail}; the build fails when one of them asks for what it is not given. */
@CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

    private Templates() {}

    static native TemplateInstance circumstances(
            Student student, Absence absence, String answerBy, University university);

    static native TemplateInstance interviewRequired(
            Student student, Programme programme, Absence absence, String answerBy, University university);

    /** The Programme Leader's copy asks for times, the office's for the appointment. */
    static native TemplateInstance sendAppointment(
            boolean leader, Student student, Programme programme, Absence absence, University university);

    /** The day is that of the e-mail which is corrected, and {@code what} the sentence that says what changed. */
    static native TemplateInstance correction(
            Student student, Absence absence, String day, String what, University university);

    static native TemplateInstance appointment(Student student, Appointment appointment, University university);

    static native TemplateInstance appointmentMoved(Student student, Appointment appointment, University university);

    static native TemplateInstance appointmentCancelled(
            Student student, Appointment appointment, University university);

    static native TemplateInstance appointmentCopy(
            Student student, Programme programme, Appointment appointment, University university);

    static native TemplateInstance interviewMissed(Student student, Appointment appointment, University university);

    static native TemplateInstance agreement(Student student, Agreement agreement, University university);

    static native TemplateInstance agreementCopy(
            Student student, Programme programme, Agreement agreement, University university);

    static native TemplateInstance agreementBreached(
            Student student, Agreement agreement, String answerBy, University university);

    static native TemplateInstance agreementBreachedCopy(
            Student student, Programme programme, Agreement agreement, University university);

    static native TemplateInstance processRecommendation(Student student, Programme programme, University university);

    static native TemplateInstance decisionWithdrawal(
            Student student, Programme programme, Decision decision, University university);

    static native TemplateInstance decisionContinue(
            Student student, Programme programme, Decision decision, University university);

    static native TemplateInstance appealReceived(Student student, Appeal appeal, University university);

    static native TemplateInstance appealUpheld(Student student, Appeal appeal, University university);

    static native TemplateInstance appealUpheldCopy(Student student, Programme programme, University university);

    static native TemplateInstance appealNotUpheld(Student student, Appeal appeal, University university);

    static native TemplateInstance appealRejectedAsLate(Student student, Appeal appeal, University university);

    /** {@code what} is the sentence that says what happened. */
    static native TemplateInstance caseReview(Student student, Programme programme, String what, University university);
}
