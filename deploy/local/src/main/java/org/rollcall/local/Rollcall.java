package org.rollcall.local;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.rollcall.testkit.ServerFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The commands of the local stack; the script {@code rollcall} at the root of the checkout calls them. */
@Command(
        name = "rollcall",
        description = "Runs the suite on this machine, and lives its time.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ClockCommand.class,
            SettleCommand.class,
            PublishCommand.class,
            ExportCommand.class,
            EraseCommand.class,
            FuzzCommand.class,
            TokenCommand.class,
            PrepareCommand.class,
            DemoCommand.class
        })
public final class Rollcall {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this.")
    private boolean help;

    private Rollcall() {}

    public static void main(String[] arguments) {
        CommandLine commands = new CommandLine(new Rollcall());
        commands.getSubcommands().get("token").getCommandSpec().usageMessage().footer("\n" + DemoUser.table());
        System.exit(commands.registerConverter(Instant.class, Rollcall::instant)
                .setExecutionExceptionHandler(Rollcall::report)
                .execute(arguments));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not an instant such as 2026-09-21T08:00:00Z");
        }
    }

    /** What a user can do something about is said in a sentence; everything else is a fault of ours, with its trace. */
    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof Refusal || failure instanceof ServerFailure) {
            command.getErr().println(failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw failure;
    }
}
