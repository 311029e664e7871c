package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InitialPromptsTest {

    private static final InitialPrompts PROMPTS = new InitialPrompts(new BowlModel(1));

    @Test
    void aPlainStartIsMadeOfEmbeddings() {
        float[] plain = PROMPTS.plain(7, 3);

        assertThat(plain).hasSize(6).isEqualTo(PROMPTS.plain(7, 3)).isNotEqualTo(PROMPTS.plain(8, 3));
        assertThat(plain[0]).isEqualTo(plain[1]).isBetween(0f, 99f);
    }

    @Test
    void aRandomStartIsAsLargeAsAPlainOneButLiesElsewhere() {
        float[] random = PROMPTS.random(7, 5_000);

        assertThat(random).isEqualTo(PROMPTS.random(7, 5_000)).isNotEqualTo(PROMPTS.random(8, 5_000));
        assertThat(size(random) / size(PROMPTS.plain(7, 5_000))).isCloseTo(1, within(0.03));
        double mean = 0;
        for (float value : random) {
            mean += value / random.length;
        }
        assertThat(mean / size(random)).isCloseTo(0, within(0.04));
    }

    /** Root mean square. */
    private static double size(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
