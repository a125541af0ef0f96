package org.rollcall.attendance.xapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where statements go, and by which names they call things. */
@ConfigMapping(prefix = "rollcall.xapi")
interface XapiSettings {

    /** The store's xAPI endpoint, to which {@code /statements} is added; none: nothing is pushed. */
    Optional<URI> endpoint();

    Optional<String> username();

    Optional<String> password();

    /** The system in which student ids are accounts. */
    @WithDefault("https://rollcall.example")
    String homePage();

    /** How many statements are sent at once. */
    @WithDefault("200")
    int batch();

    /** How long the store may take to answer. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How long to wait after a first failure; twice as long after every further one, up to {@link #longestPause}. */
    @WithDefault("PT1S")
    Duration firstPause();

    @WithDefault("PT5M")
    Duration longestPause();

    /** How often to look for what is new. */
    @WithDefault("PT5S")
    Duration poll();
}
