package io.prompttuner.trainer.tuning;

import java.util.Random;

/** Makes the prompts a job can begin with. */
public record InitialPrompts(PromptModel model) {

    /** Embeddings of vocabulary entries drawn by seed: a plain start. */
    public float[] plain(long seed, int tokens) {
        var random = new Random(seed);
        int[] drawn = random.ints(tokens, 0, model.vocabulary()).toArray();
        return model.embeddings(drawn);
    }

    /** The embedding of a text, token by token; as long as the text. */
    public float[] text(int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("an empty text makes no prompt");
        }
        return model.embeddings(tokens);
    }
}
