package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.wire.event.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a job as somebody saw them who looks now and then, by the broker's clock: how fast it was, and when. The last
 * one is left out, as it may be seen only when it has been evaluated.
 */
final class SeenSteps {

    private final long last;
    private final List<Seen> seen = new ArrayList<>();

    SeenSteps(long last) {
        this.last = last;
    }

    private record Seen(long step, Instant at) {}

    void look(@Nullable JobStatus job) {
        Forecast forecast = job == null ? null : job.forecast();
        if (forecast != null) {
            see(forecast.step(), forecast.madeAt());
        }
    }

    void see(long step, Instant at) {
        long before = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).step();
        if (step > before && step < last) {
            seen.add(new Seen(step, at));
        }
    }

    /** Between two moments; absent if it was not seen to make a step between them. */
    OptionalDouble stepsPerSecond(Instant from, Instant to) {
        List<Seen> between = seen.stream()
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                .toList();
        if (between.size() < 2) {
            return OptionalDouble.empty();
        }
        Seen first = between.get(0);
        Seen end = between.get(between.size() - 1);
        double seconds = Duration.between(first.at(), end.at()).toMillis() / 1e3;
        return seconds > 0 ? OptionalDouble.of((end.step() - first.step()) / seconds) : OptionalDouble.empty();
    }
}
