package io.prompttuner.benchmarks.parity;

import io.prompttuner.trainer.tuning.BatchOrder;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.ArrayList;
import java.util.List;

/** Computes a case by the methods that tuning itself uses, and by nothing else. */
final class Computation {

    private final PromptModel model;
    private final ParityCase wanted;
    private final EncodedTask task;
    private final Tuner tuner;

    Computation(PromptModel model, ParityCase wanted) {
        this.model = model;
        this.wanted = wanted;
        this.task = wanted.task();
        this.tuner = new Tuner(model, task, wanted.settings());
    }

    /**
     * N steps.
     *
     * @param batches indices of the examples each step saw
     * @param losses mean loss of each step's batch before it, nats per answer token
     * @param norms Euclidean norm of each step's mean gradient before clipping
     * @param gradient mean gradient of the first step before clipping, {@code [tokens, hidden]}
     * @param prompts the prompt at the beginning and after each step
     */
    @SuppressWarnings("ArrayRecordComponent") // written to files, compared by nobody here
    record Steps(
            List<int[]> batches, List<Double> losses, List<Double> norms, float[] gradient, List<float[]> prompts) {

        float[] last() {
            return prompts.get(prompts.size() - 1);
        }
    }

    Steps steps(float[] prompt) {
        var order = new BatchOrder(wanted.seed(), task.train().size(), wanted.batchSize());
        var steps =
                new Steps(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), prompt.clone(), new ArrayList<>());
        steps.prompts().add(prompt);
        TuningState state = TuningState.start(prompt, wanted.seed());
        for (int i = 0; i < wanted.steps(); i++) {
            steps.batches().add(order.batch(state.step()));
            Tuner.Step step = tuner.step(state);
            steps.losses().add(step.gradient().loss());
            steps.norms().add(step.gradient().norm());
            if (i == 0) {
                float[] sum = step.gradient().sum();
                for (int k = 0; k < sum.length; k++) {
                    steps.gradient()[k] =
                            (float) ((double) sum[k] / step.gradient().answers());
                }
            }
            state = step.after();
            steps.prompts().add(state.at().values());
        }
        return steps;
    }

    /** Mean loss over all examples, nats per answer token. */
    double loss(float[] prompt) {
        return tuner.evaluate(prompt).loss();
    }

    /** The model's first choice at every answer position of every example, one after another. */
    long[] choices(float[] prompt) {
        return model.predict(prompt, TokenBatch.of(task.train(), tokens(prompt)))
                .tokens();
    }

    /**
     * Log-probability of every token of the vocabulary as the first of an answer, {@code [probes, vocabulary]}: the logits
     * but for one constant a row. No method of the trainer hands logits out; the loss of a batch with one answer token is
     * the negative log-probability of that token.
     */
    float[] logProbabilities(float[] prompt) {
        float[] all = new float[wanted.probes() * model.vocabulary()];
        for (int probe = 0; probe < wanted.probes(); probe++) {
            TokenBatch row = TokenBatch.of(List.of(task.train().get(probe)), tokens(prompt));
            long[] position = {row.positions()[0]};
            for (int token = 0; token < model.vocabulary(); token++) {
                var one = new TokenBatch(row.ids(), row.width(), row.lengths(), position, new long[] {token});
                all[probe * model.vocabulary() + token] =
                        (float) -model.predict(prompt, one).lossSum();
            }
        }
        return all;
    }

    private int tokens(float[] prompt) {
        return prompt.length / model.hidden();
    }
}
