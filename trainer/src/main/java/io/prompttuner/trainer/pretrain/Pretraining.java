package io.prompttuner.trainer.pretrain;

import io.prompttuner.testdata.corpus.PackedRow;
import io.prompttuner.testdata.corpus.RowPacker;
import io.prompttuner.trainer.djl.TorchTrainee;
import io.prompttuner.trainer.tuning.AdamState;
import io.prompttuner.trainer.tuning.AdamW;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Turns one state of the weights into the next. What a step reads follows from (seed, step) alone. */
public final class Pretraining {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final TorchTrainee trainee;
    private final RowPacker rows;
    private final PretrainSettings settings;

    public Pretraining(TorchTrainee trainee, RowPacker rows, PretrainSettings settings) {
        this.trainee = trainee;
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * What a step gave.
     *
     * @param loss of its batch, nats per target, answers weighted
     */
    public record Step(PretrainState after, double loss) {}

    /** One optimiser step. Weights of more than one dimension decay. */
    public Step step(PretrainState from) {
        TokenBatch batch = batch(from.step());
        TorchTrainee.Lesson lesson = trainee.learn(from.tensors(), batch);
        int targets = batch.targets().length;
        double scale = scale(lesson.gradients(), targets);
        var weights = new ArrayList<AdamState>();
        for (int i = 0; i < from.slots().size(); i++) {
            boolean decays = from.slots().get(i).shape().dimensions().size() > 1;
            var optimiser = new AdamW(
                    settings.learningRateAt(from.step()),
                    PretrainSettings.BETA_2,
                    decays ? PretrainSettings.WEIGHT_DECAY : 0);
            weights.add(optimiser.step(
                    from.weights().get(i), scaled(lesson.gradients().get(i), scale)));
        }
        return new Step(new PretrainState(from.slots(), weights), lesson.lossSum() / targets);
    }

    /** Makes sums means, and clips them to a norm over all weights. */
    private static double scale(List<float[]> gradients, int targets) {
        double squares = 0;
        for (float[] gradient : gradients) {
            double norm = new Gradient(gradient, 0, targets).norm();
            squares += norm * norm;
        }
        return Math.min(1, PretrainSettings.CLIP_NORM / Math.sqrt(squares)) / targets;
    }

    private static float[] scaled(float[] gradient, double scale) {
        float[] scaled = new float[gradient.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (gradient[i] * scale);
        }
        return scaled;
    }

    private TokenBatch batch(long step) {
        var random = new Random(settings.seed() + GOLDEN_GAMMA * (step + 1));
        int width = settings.rowTokens();
        long[] ids = new long[settings.rows() * width];
        var positions = new ArrayList<Long>();
        for (int row = 0; row < settings.rows(); row++) {
            PackedRow packed = rows.next(random);
            for (int i = 0; i < width; i++) {
                ids[row * width + i] = packed.tokens()[i];
                int times = i == 0 ? 0 : packed.answers().get(i) ? settings.answerWeight() : 1;
                for (int time = 0; time < times; time++) {
                    positions.add((long) row * width + i - 1);
                }
            }
        }
        int[] lengths = new int[settings.rows()];
        Arrays.fill(lengths, width);
        long[] at = positions.stream().mapToLong(Long::longValue).toArray();
        long[] targets =
                Arrays.stream(at).map(position -> ids[(int) position + 1]).toArray();
        return new TokenBatch(ids, width, lengths, at, targets);
    }
}
