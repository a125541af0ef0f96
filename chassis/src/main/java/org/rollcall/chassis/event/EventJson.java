package org.rollcall.chassis.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.function.Function;

/**
 * JSON as the contracts mean it: a text is not a number, a missing number is not nought, an instant has an offset.
 * Unknown fields are ignored, so that a producer may say more than we know.
 */
public final class EventJson {

    /** Instants and dates as the contracts write them, and nothing else. */
    public static final Module TIMES = new SimpleModule("rollcall-times")
            .addDeserializer(Instant.class, new Strict<>(Instant.class, 20, EventJson::instant))
            .addDeserializer(LocalDate.class, new Strict<>(LocalDate.class, 10, EventJson::date))
            .addSerializer(Instant.class, new Written());

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(TIMES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, EventJson::textsOnly)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int LAST_YEAR = 9999;

    private EventJson() {}

    private static void textsOnly(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static Instant instant(String text) {
        var usual = UsualInstant.parse(text);
        if (usual != null) {
            return usual;
        }
        var other = OffsetDateTime.parse(text);
        if (other.getYear() < 0 || other.getYear() > LAST_YEAR) {
            throw new DateTimeException("no year of RFC 3339");
        }
        return other.toInstant();
    }

    private static LocalDate date(String text) {
        if (text.length() != 10) {
            throw new DateTimeException("more than a date");
        }
        return LocalDate.parse(text);
    }

    /** Jackson's own readers of time take numbers, arrays and half a dozen spellings; the contract has one. */
    private static final class Strict<T extends Temporal> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final int minimumLength;
        private final transient Function<String, T> read;

        Strict(Class<T> type, int minimumLength, Function<String, T> read) {
            super(type);
            this.minimumLength = minimumLength;
            this.read = read;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isScalarValue()) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            var text = parser.getText();
            try {
                if (text.length() < minimumLength) {
                    throw new DateTimeException("too short");
                }
                return read.apply(text);
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(handledType(), text, "%s", e.getMessage());
            }
        }
    }

    private static final class Written extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        Written() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(UsualInstant.text(instant));
        }
    }
}
