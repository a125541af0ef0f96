package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.Topics;

class SharedServersTest {

    @Test
    void every_class_loader_is_given_the_same_servers() throws Exception {
        try (URLClassLoader another = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            // given
            Class<?> copy = another.loadClass(SharedServers.class.getName());

            // when
            Object theirs = copy.getMethod("bootstrapServers").invoke(null);

            // then
            assertThat(copy).isNotEqualTo(SharedServers.class);
            assertThat(theirs).isEqualTo(SharedServers.bootstrapServers());
        }
    }

    @Test
    void the_resource_configures_a_service_for_them() throws SQLException {
        // given
        RollcallResource resource = new RollcallResource();
        resource.init(Map.of("database", "shared"));

        // when
        Map<String, String> configuration = resource.start();
        resource.stop();

        // then
        assertThat(configuration)
                .containsEntry("kafka.bootstrap.servers", SharedServers.bootstrapServers())
                .containsEntry("quarkus.datasource.username", "shared_app")
                .containsEntry("quarkus.flyway.username", "shared_owner");
        try (Connection connection = SharedServers.database("shared").connectAsApplication();
                TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers())) {
            assertThat(connection.getMetaData().getURL()).startsWith(configuration.get("quarkus.datasource.jdbc.url"));
            assertThat(probe.all(Topics.SWIPES)).isEmpty();
        }
        assertThat(SharedServers.mailbox("somebody@example.ac.uk").messages()).isEmpty();
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(SharedServersTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
