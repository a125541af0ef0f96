package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    @Test
    void it_names_every_topic_and_every_event() throws JsonProcessingException {
        JsonNode document = document();

        assertThat(document.at("/channels").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
        assertThat(document.at("/components/messages").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Topics.all().stream()
                        .flatMap(topic -> topic.types().stream())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void every_reference_leads_somewhere() throws JsonProcessingException {
        JsonNode document = document();

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#/")) {
                assertThat(document.at(reference.substring(1)).isObject()).isTrue();
            } else {
                Path file = Stored.ASYNC_API.resolveSibling(reference).normalize();
                assertThat(file).exists();
            }
        });
    }

    @Test
    void its_examples_read_back_as_the_golden_files() throws JsonProcessingException {
        JsonNode document = document();

        for (Topic<?> topic : Topics.all()) {
            for (Class<?> type : topic.types()) {
                JsonNode example = document.at("/components/messages/" + type.getSimpleName() + "/examples/0/payload");
                assertThat(example).isEqualTo(Json.tree(Stored.read(Stored.golden(topic, type))));
            }
        }
    }

    private static JsonNode document() throws JsonProcessingException {
        return new YAMLMapper().readTree(Stored.read(Stored.ASYNC_API));
    }
}
