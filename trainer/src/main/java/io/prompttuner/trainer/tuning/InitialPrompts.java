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

    /**
     * Numbers drawn by seed from the normal distribution around 0 whose standard deviation is the root mean square of a plain
     * start's: as large as embeddings of this model are, but nobody's.
     */
    public float[] random(long seed, int tokens) {
        float[] like = plain(seed, tokens);
        double squares = 0;
        for (float value : like) {
            squares += (double) value * value;
        }
        double scale = Math.sqrt(squares / like.length);
        var random = new Random(~seed); // plain has drawn by the seed itself
        float[] prompt = new float[like.length];
        for (int i = 0; i < prompt.length; i++) {
            prompt[i] = (float) (scale * random.nextGaussian());
        }
        return prompt;
    }

    /** The embedding of a text, token by token; as long as the text. */
    public float[] text(int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("an empty text makes no prompt");
        }
        return model.embeddings(tokens);
    }
}
