package org.rollcall.notification.attachments;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where attachments are made. */
@ConfigMapping(prefix = "rollcall.attachments")
public interface AttachmentSettings {

    /** The root of case-management, which makes agreements. */
    String agreements();

    /** The root of appeals-service, which makes Completion of Procedures letters. */
    String letters();

    /** How long one is waited for, in all. */
    @WithDefault("10s")
    Duration timeout();

    /** The largest that is sent, in bytes. */
    @WithDefault("10000000")
    int largest();
}
