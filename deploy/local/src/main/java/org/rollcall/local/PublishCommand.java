package org.rollcall.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = "Publishes files of lines {\"topic\",\"key\",\"value\"} and waits for their acknowledgement."
                + " A value is an object, a string that is published as it is, or null to withdraw the key.")
final class PublishCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "One JSON object per line, plain or compressed by gzip; - for standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() throws IOException {
        for (String file : files) {
            if (!file.equals(STANDARD_INPUT) && !Files.isReadable(Path.of(file))) {
                throw new Refusal("No such file: " + file);
            }
        }
        Map<String, Long> published = new TreeMap<>();
        List<String> unusable = new ArrayList<>();
        try (Publisher publisher = RunningStack.in(Layout.usualFolder()).publisher()) {
            for (String file : files) {
                try (InputStream lines =
                        file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
                    Publisher.Report report = publisher.publish(file, lines);
                    report.published().forEach((topic, count) -> published.merge(topic, count, Long::sum));
                    unusable.addAll(report.unusable());
                }
            }
        }
        published.forEach((topic, count) -> System.out.printf("%,10d  %s%n", count, topic));
        unusable.forEach(System.err::println);
        System.out.printf(
                "%,d records published, %,d lines could not be.%n",
                published.values().stream().mapToLong(Long::longValue).sum(), unusable.size());
        return unusable.isEmpty() ? 0 : 1;
    }
}
