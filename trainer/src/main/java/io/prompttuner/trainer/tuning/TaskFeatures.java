package io.prompttuner.trainer.tuning;

import java.util.List;
import java.util.Random;

/**
 * Says what a task is about, as one vector: the mean of the frozen model's final hidden states over its examples
 * (input and answer), each example weighing the same.
 *
 * @param center subtracted from the mean, {@code [hidden]}; the same for all readers of one model
 */
@SuppressWarnings("ArrayRecordComponent") // as wide as the model, and compared by nobody
public record TaskFeatures(PromptModel model, float[] center) {

    /** Most numbers a feature vector may have. */
    public static final int LIMIT = 1024;

    private static final int EXAMPLES = 32;
    private static final int ROWS = 8;
    private static final long PROJECTION_SEED = 20_240_229;

    public TaskFeatures {
        if (center.length != model.hidden()) {
            throw new IllegalArgumentException(
                    "the feature centre has %d numbers, the model is %d wide".formatted(center.length, model.hidden()));
        }
    }

    /** Features around zero, for a model without a centre. */
    public static TaskFeatures uncentred(PromptModel model) {
        return new TaskFeatures(model, new float[model.hidden()]);
    }

    /** The vector of a task, from its first training examples. */
    public float[] of(EncodedTask task) {
        double[] mean = mean(task);
        for (int i = 0; i < mean.length; i++) {
            mean[i] -= center[i];
        }
        return mean.length > LIMIT ? project(mean) : floats(mean);
    }

    /** What a base set of tasks has in common, {@code [hidden]}: the centre to be subtracted from all of them. */
    public static float[] center(PromptModel model, List<EncodedTask> baseSet) {
        var features = uncentred(model);
        double[] sum = new double[model.hidden()];
        for (EncodedTask task : baseSet) {
            double[] mean = features.mean(task);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += mean[i] / baseSet.size();
            }
        }
        return floats(sum);
    }

    private double[] mean(EncodedTask task) {
        var examples = task.train().subList(0, Math.min(EXAMPLES, task.train().size()));
        double[] mean = new double[model.hidden()];
        for (int from = 0; from < examples.size(); from += ROWS) {
            var batch = TokenBatch.of(examples.subList(from, Math.min(from + ROWS, examples.size())), 0);
            addRows(mean, batch, model.hiddenStates(batch), examples.size());
        }
        return mean;
    }

    private void addRows(double[] mean, TokenBatch batch, float[] hidden, int examples) {
        for (int row = 0; row < batch.rows(); row++) {
            double weight = 1.0 / ((double) batch.lengths()[row] * examples);
            int start = row * batch.width() * mean.length;
            for (int i = 0; i < batch.lengths()[row] * mean.length; i++) {
                mean[i % mean.length] += hidden[start + i] * weight;
            }
        }
    }

    /**
     * A fixed Gaussian random projection, which keeps cosines (Johnson and Lindenstrauss, 1984). Row by row from one
     * seeded generator, so that no matrix is kept.
     */
    private static float[] project(double[] wide) {
        var random = new Random(PROJECTION_SEED);
        double[] narrow = new double[LIMIT];
        for (double component : wide) {
            for (int i = 0; i < LIMIT; i++) {
                narrow[i] += component * random.nextGaussian();
            }
        }
        for (int i = 0; i < LIMIT; i++) {
            narrow[i] /= Math.sqrt(LIMIT);
        }
        return floats(narrow);
    }

    private static float[] floats(double[] wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }
}
