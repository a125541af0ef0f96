package org.rollcall.notification.mailing;

/** The three ends of an appeal (appeal 1 and 4). */
enum AppealOutcome {
    UPHELD,
    NOT_UPHELD,
    REJECTED_AS_LATE
}
