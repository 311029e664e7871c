package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Holds answers against {@code openapi.json}: the status must be documented, the media type too, and the body must fit its
 * schema, read as if it allowed no field it does not name.
 */
final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final ObjectNode document;
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    OpenApiContract() throws IOException {
        document = (ObjectNode) JSON.readTree(
                Objects.requireNonNull(Gateway.class.getResourceAsStream("/io/prompttuner/gateway/openapi.json")));
        close(document.path("components"));
        close(document.path("paths"));
    }

    /** Checks one answer. */
    void check(String method, String path, int status, HttpHeaders headers, byte[] body) throws IOException {
        JsonNode operation = operation(method, path);
        String said = "%s %s: %d".formatted(method, path, status);
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(status)));
        assertThat(response.isObject()).as("%s is documented", said).isTrue();
        if (status < 300) {
            succeeded.add(operation.path("operationId").textValue());
        }
        String type = headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode content = response.path("content");
        assertThat(content.isMissingNode() ? Set.of("") : names(content))
                .as(said)
                .contains(type);
        if (type.endsWith("json")) {
            assertFits(said, content.path(type).path("schema"), JSON.readTree(body));
        }
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(headers.firstValue(header))
                        .as("%s has the header %s", said, header)
                        .isPresent());
    }

    /** Checks what an event of a stream carries. */
    void checkEvent(String schema, String data) throws IOException {
        ObjectNode reference = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        assertFits("event with a " + schema, reference, JSON.readTree(data));
    }

    /** Operations that nobody has seen succeed. */
    Set<String> unexercised() {
        Set<String> left = new TreeSet<>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                left.add(operation.path("operationId").textValue());
            }
        }
        left.removeAll(succeeded);
        return left;
    }

    private void assertFits(String said, JsonNode schema, JsonNode body) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        whole.setAll((ObjectNode) schema);
        assertThat(SCHEMAS.getSchema(whole).validate(body))
                .as("%s%n%s", said, body)
                .isEmpty();
    }

    private JsonNode operation(String method, String path) {
        String plain = path.split("\\?", 2)[0];
        for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
            if (plain.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
                JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
                assertThat(operation.isObject())
                        .as("%s %s is documented", method, path)
                        .isTrue();
                return operation;
            }
        }
        throw new AssertionError("not documented: " + path);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiContract::close);
    }
}
