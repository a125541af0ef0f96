package org.rollcall.appeals.mailbox;

/** Why a mail waits for a person. */
enum Why {
    /** It gives no reference of a decision that is known. */
    UNKNOWN_REFERENCE,
    /** It gives a reference, and does not come from the address of the student whom the decision is about. */
    SENDER_NOT_REGISTERED,
    /** Something about it contradicts its sender. */
    SENDER_CONTRADICTED,
    /** It gives the references of several decisions about its sender. */
    SEVERAL_REFERENCES,
    /** The decision is appealed against already: it may be further evidence. */
    ALREADY_APPEALED,
    /** The Faculty decided that the student continues. */
    NOTHING_TO_APPEAL,
    /** No person wrote it. */
    AUTOMATIC,
    /** It could not be read. */
    UNREADABLE
}
