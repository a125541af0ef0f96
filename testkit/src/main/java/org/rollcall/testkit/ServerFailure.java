package org.rollcall.testkit;

/** A server that could not be started or ended; the message says what it said last. */
public final class ServerFailure extends RuntimeException {

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
