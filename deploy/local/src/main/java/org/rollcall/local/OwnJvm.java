package org.rollcall.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
