package org.rollcall.contracts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.contracts.GoldenFilesTest.Event;

/**
 * Golden files, schemas and AsyncAPI stand in the repository for those who read no Java, and are what the records say.
 * When a record was changed on purpose, the command in the failure writes schemas and AsyncAPI anew, and the golden file
 * of a new event; a golden file that exists is never written again.
 */
class StoredFilesTest {

    @ParameterizedTest
    @MethodSource("org.rollcall.contracts.GoldenFilesTest#events")
    void an_event_is_written_as_its_golden_file_has_it(Event event) {
        Stored.staysGolden(
                Stored.golden(event.topic(), event.type()), Json.pretty(Json.tree(Examples.of(event.type()))));
    }

    @ParameterizedTest
    @MethodSource("org.rollcall.contracts.GoldenFilesTest#events")
    void a_schema_is_what_its_record_says(Event event) {
        Stored.holds(Stored.schema(event.type()), Json.pretty(JsonSchemas.of(event.type())));
    }

    @Test
    void the_async_api_is_what_topics_and_records_say() {
        Stored.holds(Stored.ASYNC_API, AsyncApi.yaml());
    }
}
