package io.prompttuner.trainer.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.worker.attempt.Habits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    private static final Map<String, String> NEEDED = Map.of(
            "PROMPTTUNER_WORKER_ID", "worker-1",
            "PROMPTTUNER_BASE_MODEL", "small-lm",
            "PROMPTTUNER_MODELS", "models.json",
            "PROMPTTUNER_CONTROLLER", "127.0.0.1:7100",
            "PROMPTTUNER_KAFKA", "127.0.0.1:9092",
            "PROMPTTUNER_STORE", "store");

    @Test
    void needsLittleAndKnowsTheRest() {
        assertThat(WorkerSettings.from(NEEDED))
                .isEqualTo(new WorkerSettings(
                        "worker-1",
                        "small-lm",
                        Path.of("models.json"),
                        "127.0.0.1",
                        "127.0.0.1:7100",
                        "127.0.0.1:9092",
                        Path.of("store"),
                        Optional.empty(),
                        Devices.CPU,
                        10_000,
                        new Habits(Duration.ofSeconds(10), 3, 10, 50)));
    }

    @Test
    void takesWhatItIsTold() {
        Map<String, String> env = new HashMap<>(NEEDED);
        env.put("PROMPTTUNER_WORKER_HOST", "10.0.0.7");
        env.put("PROMPTTUNER_BANK", "127.0.0.1:7200");
        env.put("PROMPTTUNER_DEVICE", "cuda:0, cuda:1");
        env.put("PROMPTTUNER_WORKER_REPORTS", "500");
        env.put("PROMPTTUNER_CHECKPOINT_EVERY", "PT5S");
        env.put("PROMPTTUNER_PLAIN_ONE_IN", "0");
        env.put("PROMPTTUNER_PLATEAU_EVALUATIONS", "7");

        WorkerSettings settings = WorkerSettings.from(env);

        assertThat(settings.host()).isEqualTo("10.0.0.7");
        assertThat(settings.bank()).contains("127.0.0.1:7200");
        assertThat(settings.devices()).hasToString("cuda:0,cuda:1");
        assertThat(settings.reports()).isEqualTo(500);
        assertThat(settings.habits()).isEqualTo(new Habits(Duration.ofSeconds(5), 3, 0, 7));
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        var invalid = catchThrowableOfType(InvalidConfigException.class, () -> WorkerSettings.from(Map.of()));

        assertThat(invalid.faults()).hasSize(6).allMatch(fault -> fault.endsWith("got nothing"));
    }
}
