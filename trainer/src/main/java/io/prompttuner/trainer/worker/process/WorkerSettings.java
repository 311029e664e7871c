package io.prompttuner.trainer.worker.process;

import io.prompttuner.domain.config.Settings;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.worker.attempt.Habits;
import io.prompttuner.trainer.worker.kafka.KafkaReports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker is told by its environment.
 *
 * @param workerId its name, never used by two that live at once
 * @param baseModel name of its model in the catalogue
 * @param models the catalogue's file
 * @param host where other workers reach this one: what it listens at, and tells the controller
 * @param controller {@code host:port} of the fleet service
 * @param kafka {@code host:port} of the broker, several by commas
 * @param store root directory of the stores
 * @param bank {@code host:port} of the bank, if there is one
 * @param devices that it computes on
 * @param reports how many may wait for the broker before the job stands still
 */
record WorkerSettings(
        String workerId,
        String baseModel,
        Path models,
        String host,
        String controller,
        String kafka,
        Path store,
        Optional<String> bank,
        Devices devices,
        int reports,
        Habits habits) {

    private static final String NO_BANK = "none";

    static WorkerSettings from(Map<String, String> env) {
        var settings = new Settings(env);
        String bank = settings.text("PROMPTTUNER_BANK", NO_BANK);
        return settings.checked(new WorkerSettings(
                settings.text("PROMPTTUNER_WORKER_ID"),
                settings.text("PROMPTTUNER_BASE_MODEL"),
                settings.path("PROMPTTUNER_MODELS"),
                settings.text("PROMPTTUNER_WORKER_HOST", "127.0.0.1"),
                settings.text("PROMPTTUNER_CONTROLLER"),
                settings.text("PROMPTTUNER_KAFKA"),
                settings.path("PROMPTTUNER_STORE"),
                Optional.of(bank).filter(target -> !target.equals(NO_BANK)),
                settings.value("PROMPTTUNER_DEVICE", Devices.EXPECTED, Devices::named, Devices.CPU),
                settings.number("PROMPTTUNER_WORKER_REPORTS", 100, 1_000_000, KafkaReports.BOUND),
                habits(settings)));
    }

    private static Habits habits(Settings settings) {
        Habits usual = Habits.DEFAULT;
        Duration checkpointEvery = settings.duration("PROMPTTUNER_CHECKPOINT_EVERY", usual.checkpointEvery());
        int plainOneIn = settings.number("PROMPTTUNER_PLAIN_ONE_IN", 0, 1_000_000, usual.plainOneIn());
        int patience = settings.number("PROMPTTUNER_PLATEAU_EVALUATIONS", 0, 1_000_000, usual.patience());
        return new Habits(checkpointEvery, usual.proposals(), plainOneIn, patience);
    }
}
