package org.rollcall.notification.mailing;

import static org.rollcall.notification.life.Recipient.ADMIN_OFFICE;
import static org.rollcall.notification.life.Recipient.PROGRAMME_LEADER;
import static org.rollcall.notification.life.Recipient.STUDENT;
import static org.rollcall.notification.life.Template.CIRCUMSTANCES;
import static org.rollcall.notification.life.Template.CORRECTION;
import static org.rollcall.notification.life.Template.INTERVIEW_REQUIRED;
import static org.rollcall.notification.life.Template.SEND_APPOINTMENT;

import java.util.List;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Mailing;

/**
 * Which event mails whom. A step is known by its action and not by its name: the names belong to the policy file, and a
 * programme may have steps of its own.
 */
final class Mailings {

    private Mailings() {}

    static List<Mailing> of(ThresholdEvent event) {
        return switch (event) {
            case ThresholdReached reached ->
                switch (reached.action()) {
                    // Clauses 3 and 4: the student is asked for their circumstances.
                    case CONTACT -> List.of(new Mailing(CIRCUMSTANCES, STUDENT));
                    // Clause 5: the student must come to an interview, and the faculty sends the appointment.
                    case INTERVIEW ->
                        List.of(
                                new Mailing(INTERVIEW_REQUIRED, STUDENT),
                                new Mailing(SEND_APPOINTMENT, PROGRAMME_LEADER),
                                new Mailing(SEND_APPOINTMENT, ADMIN_OFFICE));
                };
            // To those whose notice was sent.
            case ThresholdRescinded rescinded -> List.of(new Mailing(CORRECTION, STUDENT));
        };
    }
}
