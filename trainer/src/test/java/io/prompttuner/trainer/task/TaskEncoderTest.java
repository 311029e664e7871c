package io.prompttuner.trainer.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.Example;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.model.Gpt2Config;
import io.prompttuner.trainer.model.TextCodec;
import io.prompttuner.trainer.tuning.EncodedTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskEncoderTest {

    private static final int END = 0;

    private final TaskEncoder encoder = encoder(END);

    @Test
    void putsOneSpaceBetweenInputAndTargetAndClosesTheTarget() {
        var task = fits(
                encoder.encode(dataset(new Example("ab", "c"), new Example("ab ", "c"), new Example("ab", " c")), 4));

        assertThat(task.train().get(0).input()).containsExactly('a', 'b');
        assertThat(task.train().get(0).target()).containsExactly(' ', 'c', END);
        assertThat(task.train().get(1).target()).containsExactly('c', END);
        assertThat(task.train().get(2).target()).containsExactly(' ', 'c', END);
    }

    @Test
    void leavesTheTargetOpenWhereTheModelHasNoClosingToken() {
        var task = fits(encoder(-1).encode(dataset(new Example("ab", "c")), 4));

        assertThat(task.train().get(0).target()).containsExactly(' ', 'c');
    }

    @Test
    void namesEveryExampleThatDoesNotFit() {
        var encoding = encoder.encode(
                dataset(new Example("fits", "1"), new Example("does not fit", "12345678"), new Example("", "1")), 4);

        assertThat(encoding)
                .isEqualTo(new TaskEncoding.Unfit(List.of(
                        "train example 2: needs 25 positions, 4 of them for the prompt, but the model has 20",
                        "train example 3: its input has no tokens")));
    }

    private static TaskEncoder encoder(int endOfText) {
        return new TaskEncoder(new CharacterCodec(), new Gpt2Config(1, 1, 1, 1, 200, 20, 1e-5, endOfText));
    }

    private static Dataset dataset(Example... train) {
        return new Dataset(ContentHash.of(new byte[0]), List.of(train), List.of(new Example("a", "b")));
    }

    private static EncodedTask fits(TaskEncoding encoding) {
        assertThat(encoding).isInstanceOf(TaskEncoding.Fits.class);
        return ((TaskEncoding.Fits) encoding).task();
    }

    /** One token per character. */
    private static final class CharacterCodec implements TextCodec {

        @Override
        public int[] encode(String text) {
            return text.chars().toArray();
        }

        @Override
        public String decode(int[] tokens) {
            return new String(tokens, 0, tokens.length);
        }
    }
}
