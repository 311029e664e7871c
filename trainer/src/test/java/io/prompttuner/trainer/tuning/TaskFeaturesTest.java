package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskFeaturesTest {

    private static final EncodedTask TASK = new EncodedTask(
            List.of(
                    new TokenExample(new int[] {2, 4}, new int[] {6, 99}),
                    new TokenExample(new int[] {10}, new int[] {99})),
            List.of(BowlModel.towards(1)));

    @Test
    void areTheMeanOverExamplesOfTheMeanOverTokensWithoutPaddingAndClosingToken() {
        float[] features = TaskFeatures.uncentred(new BowlModel(1)).of(TASK);

        // The toy model's hidden state of token t is (t, -t): ((2 + 4 + 6) / 3 + 10) / 2 = 7.
        assertThat(features).containsExactly(new float[] {7, -7}, within(1e-5f));
    }

    @Test
    void areCentred() {
        float[] features = new TaskFeatures(new BowlModel(1), new float[] {5, 1}).of(TASK);

        assertThat(features).containsExactly(new float[] {2, -8}, within(1e-5f));
    }

    @Test
    void ofABaseSetAreZeroOnAverageOnceCentred() {
        var model = new BowlModel(1);
        var other = new EncodedTask(List.of(new TokenExample(new int[] {3}, new int[] {99})), TASK.heldOut());

        float[] center = TaskFeatures.center(model, List.of(TASK, other));

        assertThat(center).containsExactly(new float[] {5, -5}, within(1e-5f));
        assertThat(new TaskFeatures(model, center).of(TASK)).containsExactly(new float[] {2, -2}, within(1e-5f));
        assertThat(new TaskFeatures(model, center).of(other)).containsExactly(new float[] {-2, 2}, within(1e-5f));
    }

    @Test
    void refuseACentreOfAnotherModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskFeatures(new BowlModel(1), new float[3]))
                .withMessageContaining("3 numbers");
    }
}
