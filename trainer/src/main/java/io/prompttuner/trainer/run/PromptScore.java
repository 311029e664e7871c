package io.prompttuner.trainer.run;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.AnswerExam;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.AnswerScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How good a prompt is on the held-out part of a task, by every measure a target may be of.
 *
 * @param loss mean nats per target token
 * @param accuracy share of examples whose greedy answer equals the target
 * @param answers means over the greedy answers
 * @param examples how many there are
 */
public record PromptScore(double loss, double accuracy, AnswerScore answers, int examples) {

    /**
     * Judges a prompt; a {@link RefusedException} says what is wrong with the model, prompt or data.
     *
     * @param prompt a prompt's directory or file; nothing judges the bare model
     */
    public static PromptScore of(Path model, @Nullable Path prompt, Path data, Devices devices) throws IOException {
        var faults = new ArrayList<String>();
        Dataset dataset = DatasetFile.read(data, faults).orElseThrow(() -> new RefusedException(faults));
        try (LoadedModel loaded = ModelLoading.load(model, devices)) {
            float[] values = prompt == null
                    ? new float[0]
                    : PromptDirectory.read(prompt, loaded).values();
            int tokens = values.length / loaded.network().hidden();
            EncodedTask task = DatasetFile.encode(data, loaded.encoder().encode(dataset, tokens), faults)
                    .orElseThrow(() -> new RefusedException(faults));
            return of(loaded, task, values);
        }
    }

    private static PromptScore of(LoadedModel model, EncodedTask task, float[] prompt) {
        AnswerExam exam = model.encoder().exam(model.network(), task);
        var tuner = new Tuner(model.network(), task, TuningSettings.defaults(), Crew.alone(), exam);
        Evaluation found = tuner.evaluate(prompt);
        AnswerScore answers = Objects.requireNonNull(found.answers(), "an exam was taken");
        return new PromptScore(
                found.loss(), found.accuracy(), answers, task.heldOut().size());
    }
}
