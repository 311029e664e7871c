package io.prompttuner.trainer.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.tuning.TokenBatch;
import io.prompttuner.trainer.tuning.TokenExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TorchTraineeIT {

    private static final float STEP = 1f / 1024;
    private static final List<Tensor> WEIGHTS = TestModels.weights(TestModels.TINY, 7);
    private static final List<TokenExample> EXAMPLES = List.of(
            new TokenExample(new int[] {5, 9, 200, 31}, new int[] {3, 0}),
            new TokenExample(new int[] {9, 9, 17}, new int[] {256}));

    @Test
    void agreesWithTheNumericalGradientOfAReferenceInEveryTensor() throws IOException {
        var random = new Random(1);
        try (var trainee = new TorchTrainee(TestModels.TINY)) {
            var lesson = trainee.learn(WEIGHTS, TokenBatch.of(EXAMPLES, 0));

            assertThat(lesson.lossSum()).isCloseTo(reference(WEIGHTS), within(1e-4));
            for (int tensor = 0; tensor < WEIGHTS.size(); tensor++) {
                float[] gradient = lesson.gradients().get(tensor);
                for (int at : new int[] {random.nextInt(gradient.length), steepest(gradient)}) {
                    double slope =
                            (reference(moved(tensor, at, STEP)) - reference(moved(tensor, at, -STEP))) / (2 * STEP);
                    assertThat((double) gradient[at])
                            .as("%s[%d]", WEIGHTS.get(tensor).name(), at)
                            .isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
                }
            }
        }
    }

    @Test
    void learnsFromTheWeightsItIsGivenAndRemembersNone() throws IOException {
        try (var trainee = new TorchTrainee(TestModels.TINY)) {
            var batch = TokenBatch.of(EXAMPLES, 0);
            var first = trainee.learn(WEIGHTS, batch);
            trainee.learn(TestModels.weights(TestModels.TINY, 8), batch);
            var again = trainee.learn(WEIGHTS, batch);

            assertThat(again.lossSum()).isEqualTo(first.lossSum());
            for (int i = 0; i < WEIGHTS.size(); i++) {
                assertThat(again.gradients().get(i)).isEqualTo(first.gradients().get(i));
            }
        }
    }

    private static double reference(List<Tensor> weights) {
        var reference = new Gpt2Reference(TestModels.TINY, weights);
        return EXAMPLES.stream()
                .mapToDouble(example -> reference.lossSum(new double[0], example.input(), example.target()))
                .sum();
    }

    private static List<Tensor> moved(int tensor, int at, float by) {
        var weights = new ArrayList<>(WEIGHTS);
        Tensor old = weights.get(tensor);
        float[] values = old.values().clone();
        values[at] += by;
        weights.set(tensor, new Tensor(old.name(), old.shape(), values));
        return weights;
    }

    private static int steepest(float[] gradient) {
        int steepest = 0;
        for (int i = 1; i < gradient.length; i++) {
            steepest = Math.abs(gradient[i]) > Math.abs(gradient[steepest]) ? i : steepest;
        }
        return steepest;
    }
}
