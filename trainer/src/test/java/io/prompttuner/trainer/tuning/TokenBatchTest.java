package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBatchTest {

    @Test
    void laysRowsOutSoThatEachAnswerTokenIsPredictedByTheTokenBeforeIt() {
        var brief = new TokenExample(new int[] {5, 6}, new int[] {9});
        var lengthy = new TokenExample(new int[] {1, 2, 3}, new int[] {7, 8, 4});

        var batch = TokenBatch.of(List.of(brief, lengthy), 2);

        assertThat(batch.width()).isEqualTo(5);
        assertThat(batch.ids()).containsExactly(5, 6, 0, 0, 0, 1, 2, 3, 7, 8);
        assertThat(batch.lengths()).containsExactly(2, 5);
        // Row 0 is at 0..6, prompt first: input ends at 3. Row 1 is at 7..13: input ends at 11.
        assertThat(batch.positions()).containsExactly(3, 11, 12, 13);
        assertThat(batch.targets()).containsExactly(9, 7, 8, 4);
    }

    @Test
    void knowsHowLongAPromptMayBe() {
        var task = new EncodedTask(
                List.of(new TokenExample(new int[7], new int[2])), List.of(new TokenExample(new int[9], new int[1])));

        assertThat(task.roomForPrompt(20)).isEqualTo(11);
    }
}
