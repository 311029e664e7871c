package io.prompttuner.scaling.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.StepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is repeated, replayed, shuffled, late or from a zombie: the state is what the contract's order rule defines. */
class OrderRuleTest {

    private static final int MUTANTS = 10_000;

    @Test
    void repeatedReplayedAndZombieReportsLeaveTheStateBitEqual() {
        var random = new SplittableRandom(20_260_301);
        int inserted = 0;
        while (inserted < MUTANTS) {
            List<JobFact> clean = history(random);
            List<JobFact> dirty = new ArrayList<>();
            for (int i = 0; i < clean.size(); i++) {
                dirty.add(clean.get(i));
                for (int n = random.nextInt(4); n > 0; n--) {
                    dirty.add(echo(random, clean.subList(0, i + 1), dirty.get(dirty.size() - 1)));
                    inserted++;
                }
            }

            Track expected = new Track().take(clean);
            Track actual = new Track().take(dirty);

            assertThat(actual.state).isEqualTo(expected.state);
            assertThat(actual.said).isEqualTo(expected.said);
            assertThat(actual.ignored - expected.ignored).isEqualTo(dirty.size() - clean.size());
        }
    }

    @Test
    void shuffledAndLateReportsLeaveExactlyWhatTheContractDefines() {
        var random = new SplittableRandom(7);
        int moved = 0;
        while (moved < MUTANTS) {
            List<JobFact> log = history(random);
            moved += shuffle(random, log);
            var oracle = new ContractOracle(log);

            Track actual = new Track().take(log);

            assertThat(actual.state).isEqualTo(new Track().take(oracle.counted()).state);
            assertThat(actual.state.progress().attempt()).isEqualTo(oracle.attempt());
            assertThat(actual.state.progress().step()).isEqualTo(oracle.step());
            assertThat(actual.state.progress().curve().points()).isEqualTo(oracle.trained());
            assertThat(actual.state.progress().bestLoss()).isEqualTo(oracle.bestLoss());
            assertThat(
                            actual.state.finish() == null
                                    ? null
                                    : actual.state.finish().at())
                    .isEqualTo(oracle.endedAt());
        }
    }

    /** Three attempts of some steps each, with evaluations and checkpoints, the last one perhaps with an end. */
    private static List<JobFact> history(SplittableRandom random) {
        var log = new JobLog("j");
        List<JobFact> facts = new ArrayList<>();
        facts.add(log.submitted());
        long step = 0;
        for (long attempt = 10; attempt < 13; attempt++) {
            step = Math.max(0, step - random.nextInt(3)); // back to the checkpoint
            facts.add(log.started(attempt, step));
            for (int n = random.nextInt(1, 8); n > 0; n--) {
                step++;
                facts.add(log.step(attempt, step, 2 * random.nextDouble()));
                if (random.nextInt(3) == 0) {
                    facts.add(log.evaluated(attempt, step, 0.2 + random.nextDouble()));
                    facts.add(log.checkpointed(attempt, step));
                }
            }
        }
        if (random.nextBoolean()) {
            facts.add(log.ended(12, step, EndKind.EXHAUSTED, EndReason.MAX_STEPS));
        }
        return facts;
    }

    /** Something that was said before, or that a zombie of a lower attempt might say, with a place of its own in the log. */
    private static JobFact echo(SplittableRandom random, List<JobFact> before, JobFact last) {
        JobFact original = before.get(random.nextInt(before.size()));
        Instant at = last.origin().at();
        StepEvent report = original.report();
        if (report == null) {
            return JobFact.of(
                    new Origin("prompttuner.jobs.v1", 3, 900, at), Objects.requireNonNull(original.submitted()));
        }
        boolean zombie = random.nextInt(3) == 0;
        long attempt = zombie ? random.nextLong(1, 10) : report.attempt();
        long step = zombie ? random.nextLong(0, 50) : report.step();
        var said = new StepEvent(
                report.kind(),
                "j",
                attempt,
                step,
                "zombie",
                report.started(),
                report.measured(),
                report.evaluated(),
                report.checkpointed(),
                report.ended());
        return JobFact.of(new Origin("prompttuner.steps.v1", 3, 900, at), said);
    }

    /** Moves some reports to later places; returns how many. The broker's clock goes by the new places. */
    private static int shuffle(SplittableRandom random, List<JobFact> log) {
        int moves = random.nextInt(1, 8);
        for (int i = 0; i < moves; i++) {
            int from = random.nextInt(1, log.size());
            JobFact late = log.remove(from);
            log.add(random.nextInt(from, log.size() + 1), late);
        }
        for (int i = 1; i < log.size(); i++) {
            Origin origin = new Origin("prompttuner.steps.v1", 3, i, JobLog.T0.plusSeconds(i + 1));
            log.set(i, JobFact.of(origin, Objects.requireNonNull(log.get(i).report())));
        }
        return moves;
    }

    /**
     * The rules of the contract, section 2, "Order" and "One end", written down without a look at the tracker: reports are
     * ordered by (attempt, step, kind); one counts only if it is above the highest seen; the model is fed only steps it has
     * not fed; the job ends by the first {@code ended} whose attempt is not below the highest attempt seen before it.
     */
    private static final class ContractOracle {
        private final List<JobFact> counted = new ArrayList<>();
        private final List<CurvePoint> trained = new ArrayList<>();
        private String highest = "";
        private long highestAttempt;
        private long attempt;
        private long step;
        private long fed;
        private long judged = -1;
        private @Nullable Double bestLoss;
        private @Nullable Instant endedAt;

        ContractOracle(List<JobFact> log) {
            log.forEach(this::read);
        }

        private void read(JobFact fact) {
            StepEvent report = fact.report();
            if (report == null) {
                counted.add(fact);
                return;
            }
            if (endedAt != null) {
                return;
            }
            if (report.ended() != null && report.attempt() >= highestAttempt) {
                endedAt = fact.origin().at();
                counted.add(fact);
                return;
            }
            highestAttempt = Math.max(highestAttempt, report.attempt());
            String place = "%06d/%06d/%d".formatted(report.attempt(), report.step(), rank(report));
            if (report.ended() == null && place.compareTo(highest) > 0) {
                highest = place;
                attempt = report.attempt();
                step = report.step();
                counted.add(fact);
                feed(report);
            }
        }

        private void feed(StepEvent report) {
            if (report.measured() != null && report.step() > fed) {
                fed = report.step();
                trained.add(new CurvePoint(report.step(), report.measured().loss()));
            }
            if (report.evaluated() != null && report.step() > judged) {
                judged = report.step();
                double loss = report.evaluated().loss();
                bestLoss = bestLoss == null ? loss : Math.min(bestLoss, loss);
            }
        }

        private static int rank(StepEvent report) {
            return List.of("started", "step", "evaluated", "checkpointed", "ended")
                    .indexOf(report.kind().word());
        }

        List<JobFact> counted() {
            return counted;
        }

        List<CurvePoint> trained() {
            return trained;
        }

        long attempt() {
            return attempt;
        }

        long step() {
            return step;
        }

        @Nullable Double bestLoss() {
            return bestLoss;
        }

        @Nullable Instant endedAt() {
            return endedAt;
        }
    }
}
