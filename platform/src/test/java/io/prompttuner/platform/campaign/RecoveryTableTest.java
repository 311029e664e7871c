package io.prompttuner.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTableTest {

    @Test
    void givesMedianAndMaximumOfEachKindThatDied() {
        List<String> lines = RecoveryTable.of(List.of(
                killed(Target.WORKER, 9, 1),
                killed(Target.BROKER, 8, 4),
                killed(Target.WORKER, 3, 2),
                killed(Target.BROKER, 5, 6),
                killed(Target.WORKER, 4, 30)));

        assertThat(lines).hasSize(3);
        assertThat(words(lines.get(1))).containsExactly("broker", "2", "6.5", "s", "8.0", "s", "5.0", "s", "6.0", "s");
        assertThat(words(lines.get(2))).containsExactly("worker", "3", "4.0", "s", "9.0", "s", "2.0", "s", "30.0", "s");
    }

    private static Recovery killed(Target target, double seconds, double stepSeconds) {
        return new Recovery(target, Instant.EPOCH, 1, seconds, stepSeconds, null);
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+", -1));
    }
}
