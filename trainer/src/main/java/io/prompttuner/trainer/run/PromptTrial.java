package io.prompttuner.trainer.run;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a prompt changes in a model's answer.
 *
 * @param with the answer behind the prompt
 * @param without the answer of the bare model
 */
public record PromptTrial(String with, String without) {

    /** Tokens of an answer at most. */
    public static final int LIMIT = 32;

    /** Answers an input both ways; a {@link RefusedException} says what is wrong with the model, prompt or input. */
    public static PromptTrial of(Path model, Path prompt, String input, Devices devices) throws IOException {
        try (LoadedModel loaded = ModelLoading.load(model, devices)) {
            return of(loaded, PromptDirectory.read(prompt, loaded).values(), input);
        }
    }

    /** The same on a model that is loaded already; {@code prompt} is {@code [tokens, hidden]}. */
    public static PromptTrial of(LoadedModel model, float[] prompt, String input) throws IOException {
        int room = model.network().positions() - prompt.length / model.network().hidden();
        int tokens = model.codec().encode(input).length;
        if (tokens == 0 || tokens > room) {
            throw new RefusedException(List.of(
                    "the input has %d tokens; behind this prompt it may have from 1 to %d".formatted(tokens, room)));
        }
        return new PromptTrial(model.answer(input, prompt, LIMIT), model.answer(input, new float[0], LIMIT));
    }
}
