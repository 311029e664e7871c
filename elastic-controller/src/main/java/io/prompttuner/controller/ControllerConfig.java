package io.prompttuner.controller;

import io.prompttuner.controller.rule.Windows;
import io.prompttuner.domain.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the controller may be told.
 *
 * @param kafka where the broker is, {@code host:port}
 * @param brokerPatience how long the broker may be away before the controller gives up and starts anew
 * @param host address to serve workers at
 * @param port port to serve workers at; 0 for any
 * @param store directory of the stores
 * @param models catalogue of base models
 * @param gpus how many GPUs there are in all
 * @param mixedNumerics whether a job may go on, after a pause or a loss, where the last bits of its prompt may differ
 * @param supervisor who owns the worker processes, as {@code http://127.0.0.1:PORT}
 * @param supervisorToken the supervisor's secret
 */
public record ControllerConfig(
        String kafka,
        Duration brokerPatience,
        String host,
        int port,
        Path store,
        Path models,
        int gpus,
        boolean mixedNumerics,
        URI supervisor,
        String supervisorToken,
        Windows windows) {

    /** Reads {@code PROMPTTUNER_*} variables; missing ones take the defaults written here. */
    public static ControllerConfig from(Map<String, String> env) {
        var settings = new Settings(env);
        Windows usual = Windows.DEFAULT;
        return settings.checked(new ControllerConfig(
                settings.text("PROMPTTUNER_KAFKA"),
                settings.duration("PROMPTTUNER_BROKER_PATIENCE", Duration.ofMinutes(15)),
                settings.text("PROMPTTUNER_CONTROLLER_HOST", "127.0.0.1"),
                settings.number("PROMPTTUNER_CONTROLLER_PORT", 0, 65_535, 0),
                settings.path("PROMPTTUNER_STORE"),
                settings.path("PROMPTTUNER_MODELS"),
                settings.number("PROMPTTUNER_GPUS", 1, 10_000, 1),
                settings.flag("PROMPTTUNER_MIXED_NUMERICS", false),
                settings.address("PROMPTTUNER_SUPERVISOR"),
                settings.secret("PROMPTTUNER_SUPERVISOR_TOKEN", 16),
                new Windows(
                        settings.duration("PROMPTTUNER_ADOPTION_WINDOW", usual.adoption()),
                        settings.duration("PROMPTTUNER_WORKER_SILENCE", usual.silence()),
                        settings.duration("PROMPTTUNER_WORKER_START", usual.start()),
                        settings.duration("PROMPTTUNER_WORKER_ABANDON", usual.abandon()),
                        settings.duration("PROMPTTUNER_SWEEP_EVERY", usual.sweep()))));
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ControllerConfig[kafka=%s, serves at %s:%d, store=%s, gpus=%d]"
                .formatted(kafka, host, port, store, gpus);
    }
}
