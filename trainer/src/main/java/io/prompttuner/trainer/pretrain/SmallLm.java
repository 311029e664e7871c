package io.prompttuner.trainer.pretrain;

import io.prompttuner.trainer.model.Gpt2Config;
import java.util.List;

/** What {@code small-lm} is and how it is made. */
final class SmallLm {

    static final PretrainSettings SETTINGS = new PretrainSettings(1, List.of(6_000L, 9_000L), 16, 128, 4, 0.003, 200);

    static final int END_OF_TEXT = 0;
    static final int VOCABULARY = 1_024;

    private SmallLm() {}

    static Gpt2Config config(int vocabulary) {
        return new Gpt2Config(4, 4, 128, 512, vocabulary, 160, 1e-5, END_OF_TEXT);
    }
}
