package org.rollcall.notification.life;

/** How a try to hand an e-mail to the mail server ended, as far as the sender can know. */
public sealed interface Outcome {

    /** The server took it, and answers for it from here on. */
    record Accepted(String answer) implements Outcome {}

    /** The server certainly did not take it, and may another time. */
    record Deferred(String problem) implements Outcome {}

    /** The server certainly did not take it, and says that it never will. */
    record Refused(String answer) implements Outcome {}

    /** The connection ended after the text had begun to flow and before the answer: it may have been taken or not. */
    record Lost(String problem) implements Outcome {}
}
