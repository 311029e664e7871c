package io.prompttuner.trainer.run;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.model.FeatureCenterFile;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.TaskFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the centre of a model's task features from a base set of tasks, once, before its bank is first used. */
public final class FeatureCenter {

    private FeatureCenter() {}

    /** Writes the centre beside the model; a {@link RefusedException} names every dataset that is none. */
    public static void make(Path model, List<Path> baseSet, Devices devices) throws IOException {
        try (LoadedModel loaded = ModelLoading.load(model, devices)) {
            var faults = new ArrayList<String>();
            var tasks = new ArrayList<EncodedTask>();
            for (Path data : baseSet) {
                DatasetFile.read(data, faults)
                        .flatMap(dataset ->
                                DatasetFile.encode(data, loaded.encoder().encode(dataset, 0), faults))
                        .ifPresent(tasks::add);
            }
            if (!faults.isEmpty()) {
                throw new RefusedException(faults);
            }
            FeatureCenterFile.write(loaded.directory(), TaskFeatures.center(loaded.network(), tasks));
        }
    }
}
