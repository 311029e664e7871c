package io.prompttuner.benchmarks.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupOptionsTest {

    @Test
    void haveDefaults() {
        assertThat(GroupOptions.of(List.of())).isEqualTo(new GroupOptions(Path.of("testdata/small-lm"), 200, 100, 3));
    }

    @Test
    void areReadInAnyOrder() {
        assertThat(GroupOptions.of(List.of("--runs", "5", "--model", "m", "--joins", "7", "--steps", "9")))
                .isEqualTo(new GroupOptions(Path.of("m"), 7, 9, 5));
    }

    @Test
    void nameWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupOptions.of(List.of("--joins", "0")))
                .withMessage("--joins must be 1 to 1000000, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupOptions.of(List.of("--runs")))
                .withMessageStartingWith("--runs is not known or lacks its value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupOptions.of(List.of("--speed", "9")))
                .withMessageStartingWith("--speed is not known");
    }
}
