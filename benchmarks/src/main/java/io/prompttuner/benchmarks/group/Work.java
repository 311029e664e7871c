package io.prompttuner.benchmarks.group;

import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TokenExample;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A job that never ends, on rows of random tokens: 16 rows of 45 tokens a step, in 8 micro-batches, and no evaluation but
 * the first.
 */
record Work(EncodedTask task, TuningSettings settings, StopRule stop, TuningState start) {

    static final int MICRO_BATCHES = 8;

    private static final int BATCH = 16;
    private static final int TOKENS = 45;
    private static final int TRAIN = 64;
    private static final int HELD_OUT = 16;
    private static final double LEARNING_RATE = 1e-3;
    private static final int NEVER = Integer.MAX_VALUE;

    /** Work for a model, with a prompt of so many tokens. */
    static Work of(PromptModel model, int promptTokens) {
        var random = new Random(1);
        var task = new EncodedTask(rows(random, model.vocabulary(), TRAIN), rows(random, model.vocabulary(), HELD_OUT));
        float[] prompt = new float[promptTokens * model.hidden()];
        for (int i = 0; i < prompt.length; i++) {
            prompt[i] = (float) (0.1 * random.nextGaussian());
        }
        var settings = new TuningSettings(promptTokens, BATCH, MICRO_BATCHES, LEARNING_RATE, 0, 1, NEVER);
        return new Work(task, settings, StopRule.of(null, NEVER), TuningState.start(prompt, 1));
    }

    private static List<TokenExample> rows(Random random, int vocabulary, int count) {
        return Stream.generate(() -> new TokenExample(
                        IntStream.range(0, TOKENS)
                                .map(i -> random.nextInt(vocabulary))
                                .toArray(),
                        new int[] {random.nextInt(vocabulary)}))
                .limit(count)
                .toList();
    }
}
