package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.task.TaskEncoder;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TaskFeatures;
import io.prompttuner.trainer.tuning.TuningSettings;

/**
 * The base model this worker holds, ready for any job.
 *
 * @param name in the catalogue
 * @param hash of the model's content
 */
public record Replica(
        String name,
        ContentHash hash,
        PromptModel model,
        TaskEncoder encoder,
        TaskFeatures features,
        ManifestForm manifests) {

    /** Writes down how a prompt of this model came to be. */
    public interface ManifestForm {
        PromptManifest of(ContentHash data, long seed, TuningSettings settings, StopRule stop, String initialPrompt);
    }
}
