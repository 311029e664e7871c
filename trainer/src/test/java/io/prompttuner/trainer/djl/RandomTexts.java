package io.prompttuner.trainer.djl;

import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.tuning.TokenExample;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Prompts and examples without a meaning, for models without one. */
final class RandomTexts {

    static final int PROMPT_TOKENS = 3;

    private RandomTexts() {}

    static float[] prompt(ModelConfig config, Random random) {
        float[] prompt = new float[PROMPT_TOKENS * config.hidden()];
        for (int i = 0; i < prompt.length; i++) {
            prompt[i] = (float) random.nextGaussian();
        }
        return prompt;
    }

    static List<TokenExample> examples(ModelConfig config, Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TokenExample(
                        words(config, random, 2 + random.nextInt(6)), words(config, random, 1 + random.nextInt(3))))
                .toList();
    }

    private static int[] words(ModelConfig config, Random random, int count) {
        return random.ints(count, 0, config.vocabulary()).toArray();
    }
}
