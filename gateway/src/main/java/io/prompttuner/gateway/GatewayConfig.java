package io.prompttuner.gateway;

import io.prompttuner.domain.config.Settings;
import io.prompttuner.gateway.http.HttpGateway;
import io.prompttuner.store.dataset.DatasetLimits;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a gateway is told from outside.
 *
 * @param kafka {@code PROMPTTUNER_KAFKA}: the broker's {@code host:port}
 * @param host {@code PROMPTTUNER_GATEWAY_HOST}: where to listen; loopback unless said otherwise, as tokens travel in the
 *     clear
 * @param port {@code PROMPTTUNER_GATEWAY_PORT}; 0 means any free one
 * @param store {@code PROMPTTUNER_STORE}: directory of datasets and prompts
 * @param models {@code PROMPTTUNER_MODELS}: file of the catalogue of base models
 * @param datasetBytes {@code PROMPTTUNER_DATASET_BYTES}: of a dataset at most; two are read at a time, and each takes about
 *     five times its size of the heap
 * @param bank {@code PROMPTTUNER_BANK}: the prompt bank's {@code host:port}; it need not be there
 * @param tokens {@code PROMPTTUNER_TOKENS}: file of lines {@code tenant sha256(token) [role]}
 */
public record GatewayConfig(
        String kafka, String host, int port, Path store, Path models, int datasetBytes, String bank, Path tokens) {

    /** Reads the environment; throws with every fault at once. */
    public static GatewayConfig from(Map<String, String> env) {
        var settings = new Settings(env);
        return settings.checked(new GatewayConfig(
                settings.text("PROMPTTUNER_KAFKA", "127.0.0.1:9092"),
                settings.text("PROMPTTUNER_GATEWAY_HOST", "127.0.0.1"),
                settings.number(HttpGateway.PORT_SETTING, 0, 65_535, 8080),
                settings.path("PROMPTTUNER_STORE"),
                settings.path("PROMPTTUNER_MODELS"),
                settings.number("PROMPTTUNER_DATASET_BYTES", 1 << 10, DatasetLimits.DEFAULT.bytes(), 8 << 20),
                settings.text("PROMPTTUNER_BANK", "127.0.0.1:7070"),
                settings.path("PROMPTTUNER_TOKENS")));
    }
}
