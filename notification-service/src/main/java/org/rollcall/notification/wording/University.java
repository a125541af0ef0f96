package org.rollcall.notification.wording;

import io.smallrye.config.ConfigMapping;

/** How the university speaks of itself in its mails. */
@ConfigMapping(prefix = "rollcall.university")
public interface University {

    /** As it signs. */
    String name();

    /** A sentence that says where students find independent advice. */
    String advice();
}
