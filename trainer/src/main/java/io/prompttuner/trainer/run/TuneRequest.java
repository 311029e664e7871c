package io.prompttuner.trainer.run;

import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tuned, and how.
 *
 * @param model a base model in the Hugging Face layout
 * @param data JSON Lines of {@code {input, target}}
 * @param out directory that gets {@code prompt.safetensors} and {@code manifest.json}
 * @param checkpoint directory to keep checkpoints in and to go on from, if one is wanted
 * @param devices to compute on
 */
public record TuneRequest(
        Path model,
        Path data,
        Path out,
        @Nullable Path checkpoint,
        StartChoice start,
        long seed,
        TuningSettings settings,
        StopRule stop,
        Devices devices) {

    /** The same, with checkpoints in another directory. */
    public TuneRequest withCheckpoint(Path directory) {
        return new TuneRequest(model, data, out, directory, start, seed, settings, stop, devices);
    }
}
