package org.rollcall.attendance.status;

/** What a register says of a student. */
public enum Mark {
    PRESENT(Status.PRESENT),
    LATE(Status.LATE),
    ABSENT(Status.ABSENT);

    private final Status status;

    Mark(Status status) {
        this.status = status;
    }

    Status status() {
        return status;
    }

    boolean attended() {
        return this != ABSENT;
    }
}
