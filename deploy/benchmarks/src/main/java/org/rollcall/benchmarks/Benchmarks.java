package org.rollcall.benchmarks;

import org.rollcall.benchmarks.ingest.IngestBenchmark;
import org.rollcall.benchmarks.mail.MailBenchmark;
import org.rollcall.benchmarks.rules.RulesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The benchmarks; {@code ./rollcall bench} calls them. */
@Command(
        name = "bench",
        description = "Measures a service beside the limit of what it rests on, in one run; its last line is JSON.",
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {IngestBenchmark.class, MailBenchmark.class, RulesCommand.class})
public final class Benchmarks {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this.")
    private boolean help;

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
