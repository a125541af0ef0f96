package org.rollcall.local;

import java.nio.file.Path;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.testkit.Checkout;

/**
 * The services of the suite, in the order in which events go through them: so are their clocks set, so that a session is
 * closed before the week is that it belongs to.
 */
public enum Service {
    ATTENDANCE_INGEST("attendance-ingest", "attendance", 8081),
    ENGAGEMENT_RULES("engagement-rules", "engagement", 8082),
    CASE_MANAGEMENT("case-management", "cases", 8083),
    APPEALS_SERVICE("appeals-service", "appeals", 8084),
    NOTIFICATION_SERVICE("notification-service", "notifications", 8085);

    private final String title;
    private final String database;
    private final int usualPort;

    Service(String title, String database, int usualPort) {
        this.title = title;
        this.database = database;
        this.usualPort = usualPort;
    }

    /** The name of the service, of its module and of its consumer group. */
    public String title() {
        return title;
    }

    /** As it comes to the broker. */
    public Principal principal() {
        return Principals.services().stream()
                .filter(principal -> principal.name().equals(title))
                .findFirst()
                .orElseThrow();
    }

    public String database() {
        return database;
    }

    int usualPort() {
        return usualPort;
    }

    /** What Maven built to be run. */
    Path application() {
        return Checkout.root().resolve(title).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
