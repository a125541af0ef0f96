package org.rollcall.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Gives out everything that the services hold about a student, as one JSON document.")
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STUDENT", description = "The student's id.")
    private String student = "";

    @Option(names = "--to", paramLabel = "FILE", description = "Where to; standard output where nothing is said.")
    private @Nullable Path file;

    /** The document is whole, or it is not there. */
    @Override
    public Integer call() throws IOException {
        StudentFile data = StudentFile.of(RunningStack.in(Layout.usualFolder()), student);
        Path draft = Files.createTempFile("rollcall-export-", ".json");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                data.export(out);
            }
            requireWhole(draft);
            if (file == null) {
                Files.copy(draft, System.out);
            } else {
                Files.copy(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return 0;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A service that broke off in the middle has left half a document. */
    private static void requireWhole(Path document) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(document.toFile())) {
            while (parser.nextToken() != null) {
                // To the end, or to where it breaks off.
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    "A service broke off in the middle of its answer; its log says why. Nothing was written.");
        }
    }
}
