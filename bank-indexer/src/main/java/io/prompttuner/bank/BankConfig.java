package io.prompttuner.bank;

import io.prompttuner.domain.config.Settings;
import java.net.URI;
import java.util.Map;

/**
 * Everything the bank's program may be told.
 *
 * @param kafka bootstrap servers
 * @param elasticsearch address of one node
 * @param host interface to serve gRPC on
 * @param port port to serve gRPC on; 0 takes a free one
 */
public record BankConfig(String kafka, URI elasticsearch, String host, int port) {

    /** Reads {@code PROMPTTUNER_*} variables; missing ones take the defaults written here. */
    public static BankConfig from(Map<String, String> env) {
        var settings = new Settings(env);
        return settings.checked(new BankConfig(
                settings.text("PROMPTTUNER_KAFKA", "127.0.0.1:9092"),
                settings.address("PROMPTTUNER_ELASTICSEARCH", URI.create("http://127.0.0.1:9200")),
                settings.text("PROMPTTUNER_BANK_HOST", "127.0.0.1"),
                settings.number("PROMPTTUNER_BANK_PORT", 0, 65_535, 7_070)));
    }
}
