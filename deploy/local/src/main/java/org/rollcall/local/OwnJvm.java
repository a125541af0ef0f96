package org.rollcall.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.testkit.Checkout;

/** Commands that run a class of this program in another JVM. */
final class OwnJvm {

    private OwnJvm() {}

    static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Drollcall.checkout=" + Checkout.root()));
        command.addAll(options);
        String classPath = System.getProperty("java.class.path", "");
        command.addAll(quickStart(classPath, main));
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** What the JVM reads of the classes it keeps for the next time, if all of them come from jars, as those of a build do. */
    private static List<String> quickStart(String classPath, Class<?> main) {
        boolean fromJars = Stream.of(classPath.split(File.pathSeparator)).allMatch(part -> part.endsWith(".jar"));
        Path archive = Checkout.root().resolve("deploy/local/target/" + main.getSimpleName() + ".jsa");
        return fromJars
                ? List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable")
                : List.of();
    }
}
