package org.rollcall.engagement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the university, or whoever runs the service, sets; the policy's own numbers stand in the policy file. */
@ConfigMapping(prefix = "rollcall.engagement")
public interface EngagementSettings {

    /** The policy files, one for each version; none: the policy that the service brings. */
    Optional<List<Path>> policies();

    /** How many students are assessed in one transaction. */
    @WithDefault("500")
    int studentsAtOnce();

    /** How many such transactions an instance has under way at once: while one waits for the database, another counts. */
    @WithDefault("2")
    int portionsAtOnce();

    /**
     * How long, in real time, corrections of a student are gathered before they are assessed. An absence and a register
     * of the same days come by different topics; between them a step could be raised, and an e-mail sent, for nothing.
     */
    @WithDefault("PT2S")
    Duration correctionPause();
}
