package io.prompttuner.benchmarks.group;

import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;
import java.util.concurrent.locks.LockSupport;

/** A model whose gradients take a given time and no processor, so that all else a step takes can be told from them. */
final class PacedModel implements PromptModel {

    private static final int VOCABULARY = 1_000;

    private final int hidden;
    private volatile long nanosPerGradient;

    /** One whose gradients take no time yet. */
    PacedModel(int hidden) {
        this.hidden = hidden;
    }

    /** Each gradient takes so long from now on. */
    void pace(long nanos) {
        nanosPerGradient = nanos;
    }

    @Override
    public int hidden() {
        return hidden;
    }

    @Override
    public int positions() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int vocabulary() {
        return VOCABULARY;
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        long began = System.nanoTime();
        long takes = nanosPerGradient;
        float[] sum = new float[prompt.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 0.01f * prompt[i];
        }
        for (long now = began; now - began < takes; now = System.nanoTime()) {
            LockSupport.parkNanos(takes - (now - began));
        }
        return new Gradient(sum, 1, batch.targets().length);
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        return new Prediction(1, new long[batch.targets().length]);
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        throw new UnsupportedOperationException("nobody asks a paced model for hidden states");
    }

    @Override
    public float[] embeddings(int[] tokens) {
        throw new UnsupportedOperationException("nobody asks a paced model for embeddings");
    }
}
