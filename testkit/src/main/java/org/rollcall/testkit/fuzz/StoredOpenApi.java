package org.rollcall.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rollcall.testkit.Checkout;

/** The OpenAPI document of each service, as it is stored for those who read no code. */
public final class StoredOpenApi {

    private static final boolean REWRITE = Boolean.getBoolean("rollcall.rewrite");

    private StoredOpenApi() {}

    /** The file of a service. */
    public static Path of(String service) {
        return Checkout.root().resolve("docs/openapi").resolve(service + ".yaml");
    }

    /** Fails when the file says something else than the service, or writes it when the build was asked to. */
    public static void holds(String service, String generated) {
        var file = of(service);
        try {
            if (REWRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, generated);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "%s is generated, and what it is generated from has changed: run ./mvnw -pl %s -am test -Dtest=EdgeTest -Dsurefire.failIfNoSpecifiedTests=false -Drollcall.rewrite=true",
                            file, service)
                    .isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
