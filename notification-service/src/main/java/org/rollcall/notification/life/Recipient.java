package org.rollcall.notification.life;

/** Whom an e-mail goes to. Who that is, and at which address, is looked up when it is sent. */
public enum Recipient {
    STUDENT,
    PROGRAMME_LEADER,
    ADMIN_OFFICE,
    /** Who holds the interview: the Programme Leader, or else someone whom the admin office passes it on to. */
    INTERVIEWER
}
