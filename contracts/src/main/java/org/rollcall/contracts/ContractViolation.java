package org.rollcall.contracts;

/**
 * What somebody sent, or was about to send, is not what the contract says. It names the field and one of a few stable
 * reasons, so that the sender can be told without a stack trace. A reader that finds out earlier than the record, because
 * the JSON itself is wrong, throws the same.
 */
public final class ContractViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final Reason reason;
    private final String detail;

    /** Stable codes: they are published in {@code attendance.rejections}. */
    public enum Reason {
        INVALID_JSON,
        MISSING_FIELD,
        INVALID_TYPE,
        INVALID_ID,
        INVALID_INSTANT,
        INVALID_DATE,
        INVALID_VALUE,
        UNKNOWN_TYPE,
        TOO_LARGE
    }

    /** The message reads {@code <field>: <detail>}. */
    public ContractViolation(String field, Reason reason, String detail) {
        super(field + ": " + detail);
        this.field = field;
        this.reason = reason;
        this.detail = detail;
    }

    /** The JSON field, or the element of a list as in {@code studentIds[3]}. */
    public String field() {
        return field;
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong with the field, in words for the sender. */
    public String detail() {
        return detail;
    }
}
