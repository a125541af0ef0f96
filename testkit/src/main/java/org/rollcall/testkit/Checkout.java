package org.rollcall.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder the project was checked out to, wherever in it a test or a command is run from. */
public final class Checkout {

    /** Set by the script that is called from anywhere. */
    private static final String PROPERTY = "rollcall.checkout";

    private static final String MARK = "mvnw";

    private Checkout() {}

    /**
     * The folder that the system property names, else the first on the way up from the working directory.
     *
     * @throws IllegalStateException when no folder on the way holds the Maven wrapper
     */
    public static Path root() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MARK))) {
                return folder;
            }
        }
        throw new IllegalStateException("No checkout of Rollcall around " + here + ": no " + MARK + " on the way up");
    }
}
