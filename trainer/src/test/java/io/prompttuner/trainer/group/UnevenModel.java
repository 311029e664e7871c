package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;

/** A {@link BowlModel} whose gradients use all their bits, so that a sum of them depends on who is added first. */
final class UnevenModel implements PromptModel {

    private final BowlModel bowl = new BowlModel(1);

    @Override
    public int hidden() {
        return bowl.hidden();
    }

    @Override
    public int positions() {
        return bowl.positions();
    }

    @Override
    public int vocabulary() {
        return bowl.vocabulary();
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        Gradient even = bowl.gradient(prompt, batch);
        float[] sum = even.sum();
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= (float) Math.sin(even.lossSum() + i);
        }
        return new Gradient(sum, even.lossSum(), even.answers());
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        return bowl.predict(prompt, batch);
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        return bowl.hiddenStates(batch);
    }

    @Override
    public float[] embeddings(int[] tokens) {
        return bowl.embeddings(tokens);
    }
}
