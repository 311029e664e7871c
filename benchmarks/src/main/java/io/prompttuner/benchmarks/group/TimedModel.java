package io.prompttuner.benchmarks.group;

import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;

/** Another model, and how long it has computed gradients. For one thread. */
final class TimedModel implements PromptModel {

    private final PromptModel model;
    private long nanos;

    TimedModel(PromptModel model) {
        this.model = model;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public int hidden() {
        return model.hidden();
    }

    @Override
    public int positions() {
        return model.positions();
    }

    @Override
    public int vocabulary() {
        return model.vocabulary();
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        long began = System.nanoTime();
        Gradient gradient = model.gradient(prompt, batch);
        nanos += System.nanoTime() - began;
        return gradient;
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        return model.predict(prompt, batch);
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        return model.hiddenStates(batch);
    }

    @Override
    public float[] embeddings(int[] tokens) {
        return model.embeddings(tokens);
    }
}
