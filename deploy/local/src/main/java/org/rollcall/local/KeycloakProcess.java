package org.rollcall.local;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.ChildProcess;

/** Who gives out the tokens: Keycloak as a process of its own, with a realm of demo users. */
final class KeycloakProcess {

    static final String REALM = "rollcall";

    private final Layout layout;
    private final StackFolder folder;
    private volatile @Nullable ChildProcess process;

    KeycloakProcess(Layout layout, StackFolder folder) {
        this.layout = layout;
        this.folder = folder;
    }

    /** Starts Keycloak and returns when it gives out the keys by which its tokens are known. */
    void start() {
        KeycloakPrograms programs = KeycloakPrograms.fitted();
        programs.furnish(folder.keycloakHome());
        ChildProcess started = ChildProcess.start(
                "Keycloak",
                programs.start(folder.keycloakHome(), layout.keycloak()),
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
        process().ifPresent(running -> running.stop(KeycloakPrograms.STOP_PATIENCE));
    }
}
