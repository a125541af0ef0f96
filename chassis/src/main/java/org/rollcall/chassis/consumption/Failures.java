package org.rollcall.chassis.consumption;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.apache.kafka.common.KafkaException;

/** Tells a failure that passes (the database is away, two transactions collided) from one that the record causes. */
public final class Failures {

    private Failures() {}

    /**
     * Whether trying the same again can succeed. A database error is the record's own only when the database objects to
     * the data (SQLSTATE classes 22 and 23); a missing table or permission is the deployment's, and a service that
     * quarantined everything for it would make an outage into a flood.
     */
    public static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SQLTransientException transientFailure -> {
                    return true;
                }
                case SQLException sql -> {
                    return !objectsToTheData(sql);
                }
                case KafkaException kafka -> {
                    return true;
                }
                case RollbackException rolledBack
                when rolledBack.getCause() == null -> {
                    return true;
                }
                case SystemException transactions -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean objectsToTheData(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
