package org.rollcall.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.notification.wording.Chromium.Scheme;
import org.rollcall.testkit.RollcallResource;

/** What can be known of a letter's form without drawing it; {@link RenderedLetters} draws it. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class AccessibleLettersTest {

    private static final double READABLE = 4.5;
    private static final int SMALLEST = 16;

    @Inject
    Wording wording;

    static Stream<Sample> samples() {
        return Sample.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_screen_reader_is_told_language_title_parts_and_links(Sample sample) {
        var letter = parsed(sample);

        assertThat(letter.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(letter.title()).isNotBlank();
        assertThat(letter.select("main")).hasSize(1);
        assertThat(letter.select("h1, h2, h3, h4, h5, h6").stream().map(Element::tagName))
                .startsWith("h1", "h2")
                .doesNotContain("h3", "h4", "h5", "h6")
                .containsOnlyOnce("h1");
        assertThat(letter.select("img:not([alt]), table, font, center, [align], [bgcolor]"))
                .isEmpty();
        assertThat(letter.select("a"))
                .allSatisfy(link -> assertThat(link.text()).isNotBlank())
                .allSatisfy(link -> assertThat(link.attr("href")).matches("(https://|mailto:).+"));
        assertThat(letter.select("script, link, iframe, form, object, [src], [onload]"))
                .isEmpty();
        assertThat(letter.select("li")).hasSameSizeAs(letter.select("ul > li"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothing_is_wider_than_a_phone_or_smaller_than_print(Sample sample) {
        var letter = parsed(sample);

        assertThat(letter.select("meta[name=viewport]").attr("content"))
                .isEqualTo("width=device-width, initial-scale=1");
        for (var styled : letter.select("[style]")) {
            assertThat(styled.attr("style"))
                    .doesNotContainPattern("(?<!max-)width\\s*:|height\\s*:\\s*\\d+px|position\\s*:|nowrap");
        }
        assertThat(letter.select("[width], [height], pre")).isEmpty();
        assertThat(letter.select("main").attr("style")).contains("overflow-wrap: anywhere");
        assertThat(letter.select("[style*=font-size]"))
                .allSatisfy(styled -> assertThat(
                                Integer.parseInt(styled.attr("style").replaceFirst(".*font-size: (\\d+)px.*", "$1")))
                        .isGreaterThanOrEqualTo(SMALLEST));
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void what_is_read_stands_out_from_what_it_stands_on(Scheme scheme) {
        var sheet = parsed(Sample.all().getFirst()).select("style").html();
        var colours = Colours.of(sheet, scheme);

        for (var text : List.of("body", ".link")) {
            for (var ground : List.of("body", ".action")) {
                assertThat(colours.contrast(text, ground))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
    }

    @Test
    void contrast_is_what_the_guidelines_say_it_is() {
        var colours = Colours.of("""
                body { background: #ffffff; color: #000000; }
                .grey { color: #777777; }
                @media (prefers-color-scheme: dark) { body { color: #ffffff; } }
                """, Scheme.LIGHT);

        assertThat(colours.contrast("body", "body")).isEqualTo(21, Offset.offset(0.001));
        assertThat(colours.contrast(".grey", "body")).isEqualTo(4.478, Offset.offset(0.001));
    }

    private Document parsed(Sample sample) {
        return Jsoup.parse(wording.write(sample.matter()).html());
    }
}
