package org.rollcall.notification.wording;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;

/**
 * Writes the letters. A template exists as text and as HTML; the text begins with a line {@code Subject: …}, so that all
 * the words of a mail stand in its templates.
 */
@ApplicationScoped
public class Wording {

    private static final String SUBJECT = "Subject: ";

    private final University university;

    Wording(University university) {
        this.university = university;
    }

    /**
     * Writes one letter.
     *
     * @param event what asks for it
     * @param corrected when the e-mail was sent that this one corrects; null for one that corrects none
     */
    public Letter write(
            Mailing mailing, ThresholdEvent event, Student student, Programme programme, @Nullable Instant corrected) {
        var absence = Absence.from(event);
        return letter(
                switch (mailing.template()) {
                    case CIRCUMSTANCES -> Templates.circumstances(student, absence, university);
                    case INTERVIEW_REQUIRED -> Templates.interviewRequired(student, programme, absence, university);
                    case SEND_APPOINTMENT ->
                        Templates.sendAppointment(
                                mailing.recipient() == Recipient.PROGRAMME_LEADER,
                                student,
                                programme,
                                absence,
                                university);
                    case CORRECTION ->
                        Templates.correction(
                                student,
                                absence,
                                Days.day(AcademicCalendar.dayOf(Objects.requireNonNull(corrected))),
                                whatChanged(event),
                                university);
                });
    }

    private static String whatChanged(ThresholdEvent event) {
        return switch (event) {
            case ThresholdRescinded rescinded ->
                switch (rescinded.reason()) {
                    case ATTENDANCE_CORRECTED -> "Your attendance record has been corrected.";
                    case ABSENCE_AUTHORISED -> "Your absence has been authorised.";
                    case TIMETABLE_CHANGED -> "Your timetable has been changed.";
                    case ENROLMENT_CHANGED -> "The record of your enrolment has been changed.";
                };
            case ThresholdReached reached ->
                throw new IllegalArgumentException("Nothing is to be corrected about " + reached.thresholdId());
        };
    }

    private static Letter letter(TemplateInstance template) {
        var text = render(template, Variant.TEXT_PLAIN);
        var endOfSubject = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || endOfSubject < 0) {
            throw new IllegalStateException("A text template begins with a line 'Subject: …'");
        }
        return new Letter(
                text.substring(SUBJECT.length(), endOfSubject).strip(),
                text.substring(endOfSubject).strip() + "\n",
                render(template, Variant.TEXT_HTML));
    }

    private static String render(TemplateInstance template, String contentType) {
        var variants = (List<?>) template.getAttribute(TemplateInstance.VARIANTS);
        var variant = variants.stream()
                .filter(candidate -> ((Variant) candidate).getContentType().equals(contentType))
                .findAny()
                .orElseThrow();
        return template.setAttribute(TemplateInstance.SELECTED_VARIANT, variant).render();
    }
}
