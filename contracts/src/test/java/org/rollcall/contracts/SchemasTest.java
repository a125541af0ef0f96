package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Class<?>> types() {
        return Topics.all().stream().flatMap(topic -> topic.types().stream());
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_stored_schema_is_a_schema_of_draft_2020_12(Class<?> type) {
        var metaSchema = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(metaSchema.validate(Stored.read(Stored.schema(type)), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void no_schema_is_stored_for_an_event_that_is_no_more() {
        assertThat(Stored.filesUnder(Stored.SCHEMAS))
                .containsExactlyInAnyOrderElementsOf(types().map(Stored::schema).toList());
    }
}
