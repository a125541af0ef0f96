package org.rollcall.local;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.ChildProcess;

/** Who gives out the tokens: Keycloak as a process of its own, with a realm of demo users. */
final class KeycloakProcess {

    static final String REALM = "rollcall";

    private final Layout layout;
    private final StackFolder folder;
    private final boolean recording;
    private volatile @Nullable ChildProcess process;

    /**
     * A Keycloak that does not run yet.
     *
     * @param recording whether this run is to be noted down, so that later ones start fast
     */
    KeycloakProcess(Layout layout, StackFolder folder, boolean recording) {
        this.layout = layout;
        this.folder = folder;
        this.recording = recording;
    }

    /** Starts Keycloak and returns when it gives out the keys by which its tokens are known. */
    void start() {
        KeycloakPrograms programs = KeycloakPrograms.fitted();
        programs.furnish(folder.keycloakHome());
        AotCache aotCache = programs.aotCache();
        ChildProcess started = ChildProcess.start(
                "Keycloak",
                programs.start(
                        folder.keycloakHome(), layout.keycloak(), recording ? aotCache.record() : aotCache.use()),
                layout.log("keycloak"),
                folder.keycloakPidFile());
        process = started;
        started.awaitReady(
                () -> KeycloakPrograms.answers(Tokens.endpoint(layout, "certs")), KeycloakPrograms.START_PATIENCE);
    }

    Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    void stop() {
        process().ifPresent(running -> {
            running.stop(recording ? AotCache.WRITING_PATIENCE : KeycloakPrograms.STOP_PATIENCE);
            if (recording) {
                KeycloakPrograms.fitted().aotCache().keep();
            }
        });
    }
}
