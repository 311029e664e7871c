package io.prompttuner.trainer.run;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.Example;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.task.AnswerScore;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good a prompt is on the held-out part of a task, and how near its greedy answers come.
 *
 * @param evaluation what tuning goes by
 * @param answers means over the examples
 * @param examples how many there are
 */
public record PromptScore(Evaluation evaluation, AnswerScore answers, int examples) {

    /** Answers may be so many times as long as the longest target, in tokens; what goes on is cut off. */
    private static final int LENGTHS = 2;

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
            var tuner = new Tuner(loaded.network(), task, TuningSettings.defaults());
            return new PromptScore(
                    tuner.evaluate(values),
                    answers(loaded, values, dataset.heldout(), limit(task)),
                    dataset.heldout().size());
        }
    }

    private static int limit(EncodedTask task) {
        return LENGTHS
                * task.heldOut().stream()
                        .mapToInt(row -> row.target().length)
                        .max()
                        .orElseThrow();
    }

    private static AnswerScore answers(LoadedModel model, float[] prompt, List<Example> examples, int limit) {
        double tokenF1 = 0;
        double rougeL = 0;
        for (Example example : examples) {
            AnswerScore score = AnswerScore.of(model.answer(example.input(), prompt, limit), example.target());
            tokenF1 += score.tokenF1();
            rougeL += score.rougeL();
        }
        return new AnswerScore(tokenF1 / examples.size(), rougeL / examples.size());
    }
}
