package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.gateway.submit.JobIdentity;
import io.prompttuner.trainer.worker.attempt.Habits;
import io.prompttuner.trainer.worker.attempt.PlainShare;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoClientsTest {

    @Test
    void keysOfJobsThatRaceNeverFallToThePlainShare() {
        var plain = new PlainShare(Habits.DEFAULT.plainOneIn());
        List<String> bases = IntStream.range(0, 200).mapToObj(n -> "run-" + n).toList();

        assertThat(bases)
                .anyMatch(
                        base -> plain.holds(JobIdentity.of("acme", base + "-0").job()));
        assertThat(bases)
                .noneMatch(base -> plain.holds(
                        JobIdentity.of("acme", DemoClients.racing("acme", base)).job()));
    }
}
