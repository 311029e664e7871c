package io.prompttuner.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.prompttuner.wire.event.Event;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How records look in JSON: instants as epoch milliseconds, enums as hyphened words, absent instead of null. Reading is
 * strict about what must be there and silent about what it does not know.
 */
final class WireJson {

    private WireJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new SimpleModule("wire")
                        .addSerializer(Instant.class, new InstantWriter())
                        .addDeserializer(Instant.class, new InstantReader())
                        .addSerializer(double.class, new FiniteWriter())
                        .addSerializer(Double.class, new FiniteWriter())
                        .addDeserializer(double.class, new FiniteReader())
                        .addDeserializer(Double.class, new FiniteReader()))
                .annotationIntrospector(new RecordRules())
                .addMixIn(Event.class, KindIsInTheEnvelope.class)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .withCoercionConfig(LogicalType.Textual, textual -> {
                    textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** A record's own {@code kind} is read, and written by the envelope around it. */
    @JsonIgnoreProperties(value = "kind", allowSetters = true)
    private interface KindIsInTheEnvelope {}

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value.toEpochMilli());
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public @Nullable Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken().isNumeric() && in.getNumberType() != JsonParser.NumberType.DOUBLE
                    ? Instant.ofEpochMilli(in.getLongValue())
                    : (Instant) context.handleUnexpectedToken(Instant.class, in);
        }
    }

    /** NaN and the infinities are no numbers here: JSON has none, and nothing can be decided by them. */
    private static final class FiniteWriter extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(out, "not a finite number: " + value);
            }
            out.writeNumber(value);
        }
    }

    /** The same when reading, also in quotes. */
    private static final class FiniteReader extends JsonDeserializer<Double> {
        @Override
        public @Nullable Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken().isNumeric() && Double.isFinite(in.getDoubleValue())
                    ? Double.valueOf(in.getDoubleValue())
                    : (Double) context.handleUnexpectedToken(Double.class, in);
        }

        @Override
        public @Nullable Double getNullValue(DeserializationContext context) {
            return null;
        }
    }
}
