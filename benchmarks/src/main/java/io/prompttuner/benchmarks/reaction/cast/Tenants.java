package io.prompttuner.benchmarks.reaction.cast;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Who submits: ten tenants, all with jobs that meet their deadline if they run now, and hardly if they wait for a place. */
final class Tenants {

    static final String BASE_MODEL = "bench-lm";

    private static final Duration TIME_ALLOWED = Duration.ofSeconds(8_000);
    private static final Duration APART = Duration.ofMillis(10);
    private static final int TENANTS = 10;
    private static final JobSpec SPEC = new JobSpec(
            "reaction",
            BASE_MODEL,
            "0".repeat(64),
            new Target(TargetMetric.LOSS, LossCurve.TARGET),
            20_000,
            50,
            20,
            16,
            4,
            0.01,
            1,
            1);

    private Tenants() {}

    static List<JobSubmitted> jobs(int count, Instant now) {
        return IntStream.range(0, count).mapToObj(n -> job(n, now)).toList();
    }

    private static JobSubmitted job(int n, Instant now) {
        Instant deadline = now.plus(TIME_ALLOWED).plus(APART.multipliedBy(n));
        return new JobSubmitted(
                "job-%04d".formatted(n),
                "tenant-" + n % TENANTS,
                SPEC,
                n,
                new Start(StartKind.PLAIN, null, null),
                deadline,
                AfterDeadline.CONTINUE,
                now);
    }
}
