package org.rollcall.local.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A running suite, as anyone may use it from outside. */
public interface Suite {

    /** Its parts with a REST interface that the demonstration reads. */
    enum Part {
        ATTENDANCE,
        ENGAGEMENT,
        CASES,
        NOTIFICATIONS
    }

    /** The root of a part's REST interface. */
    URI url(Part part);

    /** Somebody who may see all that the demonstration reads. */
    String user();

    /** A token of that user, to be asked for anew with each request: it expires. */
    String token();

    /** The settings of a client that reads every topic. */
    Map<String, Object> kafka();

    int imapPort();

    /** The instant that all clocks have reached. */
    Instant now();

    /** Sets all clocks, by way of everything that falls due before, and returns when all of it is done. */
    void travelTo(Instant target);

    /** Returns when nothing is left to do at the present time. */
    void settle();

    /** Publishes lines of {@code {"topic","key","value"}} and returns when all are acknowledged. */
    void publish(List<String> lines);
}
