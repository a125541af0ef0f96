package org.rollcall.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.testkit.Ports;

/** What runs where, as it is at one moment. */
record Overview(List<Entry> entries) {

    /** A part of the stack. */
    record Entry(String title, String where, boolean ready, Optional<ProcessHandle> process, Path log) {

        private List<String> cells() {
            return List.of(
                    title,
                    where,
                    ready ? "ready" : process.isPresent() ? "not ready" : "not running",
                    process.map(running -> Long.toString(running.pid())).orElse("-"),
                    shortened(log));
        }
    }

    static Overview of(Layout layout) {
        StackFolder folder = new StackFolder(layout.folder());
        DevEndpoints endpoints = new DevEndpoints(layout);
        List<Entry> entries = new ArrayList<>();
        for (Service service : Service.values()) {
            entries.add(new Entry(
                    service.title(),
                    layout.url(service).toString(),
                    endpoints.isReady(service),
                    folder.process(service),
                    layout.log(service.title())));
        }
        entries.add(new Entry(
                "Kafka",
                layout.bootstrapServers(),
                Ports.answers(layout.kafka()),
                folder.kafka(),
                layout.log("kafka")));
        entries.add(new Entry(
                "PostgreSQL",
                "127.0.0.1:" + layout.postgres(),
                Ports.answers(layout.postgres()),
                folder.postgres(),
                layout.log("postgres")));
        entries.add(new Entry(
                "Mail",
                "SMTP 127.0.0.1:" + layout.smtp() + ", IMAP 127.0.0.1:" + layout.imap(),
                Ports.answers(layout.smtp()) && Ports.answers(layout.imap()),
                folder.mail(),
                layout.log("mail")));
        entries.add(new Entry(
                "Keycloak",
                layout.keycloakUrl().toString(),
                Ports.answers(layout.keycloak()),
                folder.keycloak(),
                layout.log("keycloak")));
        return new Overview(List.copyOf(entries));
    }

    boolean isComplete() {
        return entries.stream().allMatch(Entry::ready);
    }

    @Override
    public String toString() {
        return new Table(
                        List.of("What", "Where", "State", "Pid", "Log"),
                        entries.stream().map(Entry::cells).toList())
                .toString();
    }

    /** As a user would type it, when it lies below where the user is. */
    private static String shortened(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
