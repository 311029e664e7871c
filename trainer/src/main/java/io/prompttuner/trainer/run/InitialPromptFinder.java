package io.prompttuner.trainer.run;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.tuning.InitialPrompts;
import java.io.IOException;
import java.util.List;

/** Finds the prompt a run begins with. */
record InitialPromptFinder(LoadedModel model) {

    /**
     * A prompt to begin with.
     *
     * @param spoken how it was chosen, for the manifest
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
    record Found(float[] prompt, String spoken) {}

    Found find(TuneRequest request) throws IOException {
        var prompts = new InitialPrompts(model.network());
        if (request.start() instanceof StartChoice.Text text) {
            return text(prompts, text.text());
        }
        if (request.start() instanceof StartChoice.Prompt prompt) {
            PromptDirectory read = PromptDirectory.read(prompt.path(), model);
            return new Found(read.values(), "prompt " + read.hash());
        }
        if (request.start() instanceof StartChoice.Random) {
            return new Found(prompts.random(request.seed(), request.settings().promptTokens()), "random");
        }
        return new Found(prompts.plain(request.seed(), request.settings().promptTokens()), "plain");
    }

    private Found text(InitialPrompts prompts, String text) throws IOException {
        int[] tokens = model.codec().encode(text);
        if (tokens.length == 0) {
            throw new RefusedException(List.of("the text to start from is empty"));
        }
        return new Found(prompts.text(tokens), "text: " + text);
    }
}
