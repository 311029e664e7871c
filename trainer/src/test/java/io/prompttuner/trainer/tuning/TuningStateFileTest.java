package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.wire.event.AnswerScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TuningStateFileTest {

    private static final AdamState AT =
            new AdamState(new float[] {1f / 3, -0f}, new float[] {Float.MIN_VALUE, 2}, new float[] {3, 4}, 17);

    @Test
    void keepsEveryBit() throws IOException {
        var best = new TuningState.Best(new float[] {8, 9}, 10, new Evaluation(0.1 + 0.2, 2.0 / 3));
        var changes = List.of(new Throttle(2, 0.1 + 0.2), new Throttle(9, 1));
        var state = new TuningState(AT, Long.MIN_VALUE, changes, 10, best, new TuningState.Mark(5, best.evaluation()));

        var read = TuningStateFile.read(TuningStateFile.bytes(state, 2));

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
        assertThat(TuningStateFile.bytes(read, 2)).isEqualTo(TuningStateFile.bytes(state, 2));
    }

    @Test
    void keepsWhatAnswersCameTo() throws IOException {
        var judged = new Evaluation(0.1, 0.2, new AnswerScore(0.1 + 0.2, 2.0 / 3));
        var before = new Evaluation(0.2, 0.1, new AnswerScore(1.0 / 3, 0));
        var best = new TuningState.Best(new float[] {8, 9}, 10, judged);
        var state = new TuningState(AT, 1, List.of(), 10, best, new TuningState.Mark(5, before));

        var read = TuningStateFile.read(TuningStateFile.bytes(state, 2));

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
    }

    /** As it was written before answers were known. */
    @Test
    void readsAStateThatKnowsNothingOfAnswers() throws IOException {
        var numbers = Map.of(
                "step",
                "17",
                "seed",
                "2",
                "throttles",
                "",
                "evaluatedAt",
                "10",
                "best.step",
                "10",
                "best.loss",
                "0.5",
                "best.accuracy",
                "0.25");

        var read = TuningStateFile.read(file(numbers, List.of("prompt", "adam.mean", "adam.square", "best.prompt")));

        assertThat(Objects.requireNonNull(read.best()).evaluation()).isEqualTo(new Evaluation(0.5, 0.25));
    }

    @Test
    void keepsAStateThatWasNeverEvaluated() throws IOException {
        var state = TuningState.start(new float[] {1, 2, 3, 4}, 5);

        assertThat(TuningStateFile.read(TuningStateFile.bytes(state, 2)))
                .usingRecursiveComparison()
                .isEqualTo(state);
    }

    @Test
    void namesWhatIsMissing() {
        var numbers = Map.of("step", "1", "seed", "2", "throttles", "", "evaluatedAt", "-1");

        assertRefused(numbers, List.of("prompt", "adam.mean"), "adam.square");
        var half = Map.of("step", "1", "seed", "2", "throttles", "3:0.5 4", "evaluatedAt", "-1");
        assertRefused(half, List.of("prompt", "adam.mean", "adam.square"), "\"3:0.5 4\"");
        assertRefused(Map.of("step", "1"), List.of("prompt", "adam.mean", "adam.square"), "seed");
        assertRefused(Map.of("step", "one"), List.of("prompt", "adam.mean", "adam.square"), "\"one\"");
    }

    private static void assertRefused(Map<String, String> numbers, List<String> names, String fault) {
        byte[] file = file(numbers, names);

        assertThatExceptionOfType(SafetensorsFormatException.class)
                .isThrownBy(() -> TuningStateFile.read(file))
                .withMessageContaining(fault);
    }

    private static byte[] file(Map<String, String> numbers, List<String> names) {
        var tensors = new ArrayList<Tensor>();
        names.forEach(name -> tensors.add(new Tensor(name, Shape.of(1, 2), new float[2])));
        return new SafetensorsWriter(ElementType.F32, numbers).bytes(tensors);
    }
}
