package io.prompttuner.trainer.run;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.trainer.task.TaskEncoding;
import io.prompttuner.trainer.tuning.EncodedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the dataset a person has named, and gathers what is wrong with it. */
final class DatasetFile {

    private DatasetFile() {}

    static Optional<Dataset> read(Path data, List<String> faults) throws IOException {
        if (!Files.isRegularFile(data)) {
            faults.add("data %s: no such file".formatted(data));
            return Optional.empty();
        }
        return new DatasetReader(DatasetLimits.DEFAULT)
                .read(data)
                .match(accepted -> Optional.of(accepted.dataset()), refused -> {
                    refused.faults().forEach(fault -> faults.add("data %s: %s".formatted(data, fault)));
                    return Optional.empty();
                });
    }

    static Optional<EncodedTask> encode(Path data, TaskEncoding encoding, List<String> faults) {
        return encoding.match(fits -> Optional.of(fits.task()), unfit -> {
            unfit.faults().forEach(fault -> faults.add("data %s: %s".formatted(data, fault)));
            return Optional.empty();
        });
    }
}
