package io.prompttuner.wire.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well the promises to one tenant are kept; counts are sizes of sets of jobs.
 *
 * @param at broker time of the newest fact it rests on
 * @param live jobs without a verdict
 * @param attainment met / (met + missed); absent while there is neither
 */
public record SloReport(
        String tenant,
        Instant at,
        int met,
        int missed,
        int excluded,
        int live,
        @Nullable Double attainment) implements Event {

    @Override
    public String key() {
        return tenant;
    }
}
