package io.prompttuner.slo;

import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of the sets of a tenant's jobs. They change only by moving one job from one set to another, so that a fact that
 * comes again, and moves nothing, counts nothing.
 *
 * @param at broker time of the newest fact that counted
 */
public record Counts(int met, int missed, int excluded, int live, Instant at) {

    /** A tenant of whom nothing is known. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, Instant.EPOCH);

    /** Moves one job; absent means in no set. */
    public Counts move(@Nullable Standing before, @Nullable Standing after) {
        Counts without = before == null ? this : add(before, -1);
        return after == null ? without : without.add(after, 1);
    }

    /** As the tenant is told. */
    public SloReport report(String tenant) {
        int judged = met + missed;
        return new SloReport(tenant, at, met, missed, excluded, live, judged == 0 ? null : (double) met / judged);
    }

    private Counts add(Standing job, int change) {
        Verdict verdict = job.verdict();
        return new Counts(
                met + (verdict == Verdict.MET ? change : 0),
                missed + (verdict == Verdict.MISSED ? change : 0),
                excluded + (verdict == Verdict.EXCLUDED ? change : 0),
                live + (verdict == null ? change : 0),
                job.at().isAfter(at) ? job.at() : at);
    }
}
