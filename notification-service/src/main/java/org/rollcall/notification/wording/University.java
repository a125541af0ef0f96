package org.rollcall.notification.wording;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** How the university speaks of itself in its mails. */
@ConfigMapping(prefix = "rollcall.university")
public interface University {

    /** As it signs. */
    String name();

    /** A sentence that says where students find independent advice. */
    String advice();

    /** The page on which they find it. */
    URI adviceAt();

    /** Where an appeal is sent to (appeal 2). */
    String appeals();

    /** How many working days a student is given to answer the question for circumstances: a date helps, it binds nobody. */
    int answerWithin();

    /** How many working days the university has to consider an appeal (appeal 3). */
    int appealWithin();
}
