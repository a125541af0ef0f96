package org.rollcall.local;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        description = "Erases a student from all services, unless a case, an appeal or a duty to report holds the data."
                + " It cannot be undone; what stays, docs/privacy.md says.")
final class EraseCommand implements Callable<Integer> {

    /** Article 17(1) of the UK GDPR, (a) to (e). */
    enum Reason {
        NO_LONGER_NEEDED,
        CONSENT_WITHDRAWN,
        OBJECTION,
        UNLAWFUL_PROCESSING,
        LEGAL_OBLIGATION
    }

    @Parameters(paramLabel = "STUDENT", description = "The student's id.")
    private String student = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "REASON",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Reason reason = Reason.NO_LONGER_NEEDED;

    @Override
    public Integer call() throws IOException {
        StudentFile data = StudentFile.of(RunningStack.in(Layout.usualFolder()), student);
        // Every service refuses by itself; asked first, they refuse before anything was erased.
        var holds = data.holds();
        if (!holds.isEmpty()) {
            System.out.println("Nothing was erased: the data are held.");
            holds.forEach((service, ofService) ->
                    ofService.forEach(hold -> System.out.printf("  %-22s %s%n", service.title(), hold)));
            return 1;
        }
        data.erase(reason.name()).forEach((service, rows) -> {
            System.out.println(service.title() + (rows.isEmpty() ? ": nothing was held" : ""));
            rows.forEach((table, count) -> System.out.printf("  %,10d  %s%n", count, table));
        });
        return 0;
    }
}
