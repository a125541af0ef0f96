package org.rollcall.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.notification.wording.Chromium.Scheme;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.RollcallResource;

/**
 * Looks at every letter as it is drawn by a browser, on a phone and on a desk, by day and by night, and has axe look for
 * what would keep somebody from reading it. {@code ./rollcall letters} runs it, because a browser is needed; the pictures
 * go to {@code target/letters}, and with {@code -Drollcall.rewrite=true} to {@code docs/letters}.
 */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class RenderedLetters {

    private static final List<Integer> WIDTHS = List.of(360, 1200);
    private static final int FEWEST_RULES = 10;

    /** What axe objects to, and what it could not decide about colours. */
    private static final String AXE = """
            axe.run().then(found => ({
                rules: found.passes.length,
                objections: found.violations
                    .concat(found.incomplete.filter(rule => rule.id === 'color-contrast'))
                    .map(rule => rule.id + ': ' + rule.help + ' at ' + rule.nodes.map(node => node.html).join(' and '))
            }))
            """;

    @Inject
    Wording wording;

    @Test
    void every_letter_can_be_read_on_a_phone_and_on_a_desk_by_day_and_by_night(@TempDir Path folder)
            throws IOException, InterruptedException {
        var pictures = Files.createDirectories(Checkout.root()
                .resolve(Boolean.getBoolean("rollcall.rewrite") ? "docs" : "notification-service/target")
                .resolve("letters"));
        var axe = axe();
        var shown = new ArrayList<Sample>();
        try (var browser = Chromium.start(Files.createDirectory(folder.resolve("profile")))) {
            var objections = new SoftAssertions();
            for (var sample : Sample.all()) {
                var page = Files.writeString(
                        folder.resolve(sample.name() + ".html"),
                        wording.write(sample.matter()).html());
                for (var width : WIDTHS) {
                    browser.width(width);
                    for (var scheme : Scheme.values()) {
                        browser.scheme(scheme);
                        browser.open(page);
                        var where = "%s, %d pixels wide, %s".formatted(sample.name(), width, scheme);
                        objections
                                .assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                        .intValue())
                                .as("%s, is scrolled sideways", where)
                                .isLessThanOrEqualTo(width);
                        if (scheme == Scheme.LIGHT && sample.isShown()) {
                            Files.write(
                                    pictures.resolve("%s-%d.png".formatted(sample.name(), width)),
                                    Picture.inFewColours(browser.picture()));
                        }
                        browser.evaluate(axe);
                        var found = browser.evaluate(AXE);
                        assertThat(found.get("rules").intValue()).as(where).isGreaterThan(FEWEST_RULES);
                        objections.assertThat(found.get("objections")).as(where).isEmpty();
                    }
                }
                if (sample.isShown()) {
                    shown.add(sample);
                }
            }
            Files.writeString(pictures.resolve("README.md"), overview(shown));
            objections.assertAll();
        }
    }

    private String overview(List<Sample> shown) {
        var page = new StringBuilder("""
                # The letters, as they are seen

                Each with the example data of its preview, on a phone (360 pixels wide) and on a desk (1200), and two of them with names that
                letters are not usually made for. `./rollcall letters -Drollcall.rewrite=true` draws this page anew; `./rollcall letters` has
                every letter checked by axe, by day and by night, with such names too.
                """);
        for (var sample : shown) {
            page.append(
                    """

                    ## %1$s

                    *%2$s*

                    <img src="%1$s-360.png" width="240" alt="The letter %1$s on a phone"> <img src="%1$s-1200.png" width="560" alt="The letter %1$s on a desk">
                    """.formatted(sample.name(), wording.write(sample.matter()).subject()));
        }
        return page.toString();
    }

    private static String axe() throws IOException {
        try (var script = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
