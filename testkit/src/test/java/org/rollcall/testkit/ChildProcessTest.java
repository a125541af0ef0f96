package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private Path log;
    private Path pidFile;

    @BeforeEach
    void files(@TempDir Path folder) {
        log = folder.resolve("server.log");
        pidFile = folder.resolve("server.pid");
    }

    @Test
    void what_an_earlier_start_left_running_is_ended_by_the_next() {
        // given
        ChildProcess leftBehind = start("sleep", "600");

        // when
        ChildProcess next = start("sleep", "600");

        // then
        assertThat(leftBehind.isAlive()).isFalse();
        assertThat(next.isAlive()).isTrue();
        next.kill();
        assertThat(next.isAlive()).isFalse();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void a_process_that_was_given_an_old_pid_is_left_alone() throws IOException {
        // given
        ChildProcess stranger = start("sleep", "600");
        Files.writeString(pidFile, stranger.pid() + " 1\n");

        // when
        ChildProcess.endLeftover(pidFile);

        // then
        assertThat(stranger.isAlive()).isTrue();
        stranger.kill();
    }

    @Test
    void a_process_that_does_not_heed_is_killed_in_the_end() {
        // given
        ChildProcess stubborn = start("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done");
        stubborn.awaitReady(() -> read(log).contains("deaf"), Duration.ofSeconds(10));

        // when
        stubborn.stop(Duration.ofMillis(100));

        // then
        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void a_server_that_fails_to_start_is_reported_with_its_last_words() {
        ChildProcess failing = start("sh", "-c", "echo no room left on the disk; exit 3");
        assertThatThrownBy(() -> failing.awaitReady(() -> false, Duration.ofSeconds(10)))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("no room left on the disk");
    }

    private ChildProcess start(String... command) {
        return ChildProcess.start("The server", List.of(command), log, pidFile);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
