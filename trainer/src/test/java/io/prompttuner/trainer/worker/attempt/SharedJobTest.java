package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.store.name.JobSlug;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Team;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that share a job end it with the prompt of one that was alone, whatever becomes of them. */
class SharedJobTest {

    private static final long FIRST = (3L << 20) + 1;
    private static final long SECOND = FIRST + 1;
    private static final long STEPS = 24;
    private static final Finished ENDED = new Finished(Why.ENDED, "");
    private static final Finished PAUSED = new Finished(Why.PAUSED, "");
    private static final Finished DROPPED = new Finished(Why.DROPPED, "");
    private static final Finished LEFT = new Finished(Why.LEFT, "");
    private static final Comparator<StepEvent> ORDER = Comparator.comparingLong(StepEvent::attempt)
            .thenComparingLong(StepEvent::step)
            .thenComparing(StepEvent::kind);

    @TempDir
    static Path undisturbedAt;

    private static Bench undisturbed;

    @TempDir
    Path directory;

    private Bench alone;
    private Jobs job;
    private SharedBench bench;
    private Hand ada;
    private Hand ben;

    @BeforeAll
    static void runAlone() {
        undisturbed = new Bench(undisturbedAt);
        undisturbed.run(job(undisturbed.task()), FIRST);
    }

    @BeforeEach
    void setUp() {
        alone = undisturbed;
        job = job(new Bench(directory).task());
        bench = new SharedBench(directory, job, "ada", "ben", "cyn");
        ada = bench.hand("ada");
        ben = bench.hand("ben");
        bench.attempt(FIRST);
    }

    @AfterEach
    void nobodyIsLeftInTheGroup() {
        assertThat(bench.network.open()).isZero();
    }

    @Test
    void isWrittenDownByTheOldest() throws Exception {
        bench.share("ada", "ben", "cyn");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished()).isEqualTo(DROPPED);
        assertThat(bench.hand("cyn").finished()).isEqualTo(DROPPED);
        assertEndsAsAlone();
        assertThat(bench.log.lines()).isEqualTo(alone.log.lines());
        assertThat(bench.log.written).allMatch(report -> report.author().equals("ada"));
        assertThat(workers()).contains(3);
    }

    @Test
    void growsWhileItRuns() throws Exception {
        bench.when("ada", 5, () -> {
            bench.share("ada", "ben");
            bench.awaitAskedBy("ben");
        });

        bench.share("ada");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished()).isEqualTo(DROPPED);
        assertEndsAsAlone();
        assertThat(workers()).startsWith(1, 1, 1, 1, 1).contains(2);
    }

    @Test
    void shrinksWhileItRuns() throws Exception {
        bench.when("ada", 8, () -> bench.share("ada"));

        bench.share("ada", "ben");

        assertThat(ben.finished()).isEqualTo(LEFT);
        assertThat(ada.finished()).isEqualTo(ENDED);
        assertEndsAsAlone();
        assertThat(workers()).contains(2).endsWith(1);
    }

    @Test
    void outlivesThatItsOldestLeaves() throws Exception {
        bench.when("ada", 8, () -> bench.share("ben"));

        bench.share("ada", "ben");

        assertThat(ada.finished()).isEqualTo(LEFT);
        assertThat(ben.finished()).isEqualTo(ENDED);
        assertEndsAsAlone();
        assertEveryStepIsReported();
    }

    @Test
    void outlivesThatItsOldestIsKilled() throws Exception {
        for (long step : new long[] {7, 8, 9}) {
            var killed = another("killed-" + step);
            killed.when("ada", step, () -> {
                throw new Killed();
            });
            killed.share("ada", "ben");

            assertThatThrownBy(killed.hand("ada")::finished).hasCauseInstanceOf(Killed.class);
            assertThat(killed.hand("ben").finished()).isEqualTo(ENDED);
            bench = killed;
            assertEndsAsAlone();
            assertEveryStepIsReported();
            assertThat(started("ben").started()).isEqualTo(started("ada").started());
        }
    }

    @Test
    void outlivesThatAnotherIsKilled() throws Exception {
        bench.when("ben", 6, () -> {
            throw new Killed();
        });

        bench.share("ada", "ben");

        assertThatThrownBy(ben::finished).isInstanceOf(ExecutionException.class);
        assertThat(ada.finished()).isEqualTo(ENDED);
        assertEndsAsAlone();
        assertThat(bench.log.lines()).isEqualTo(alone.log.lines());
    }

    @Test
    void isEndedByAnotherIfItsOldestIsKilledBeforeItCould() throws Exception {
        int[] stands = {0};
        bench.at("ada", step -> {
            if (step == STEPS && ++stands[0] == 3) { // after the step, its evaluation, and the end
                throw new Killed();
            }
        });

        bench.share("ada", "ben");

        assertThat(ben.finished()).isEqualTo(ENDED);
        assertEndsAsAlone();
    }

    @Test
    void goesOnAfterAPauseWithWhoeverIsThere() throws Exception {
        bench.when("ada", 7, () -> bench.tell(new Order.Pause(Why.PAUSED)));
        bench.share("ada", "ben");
        assertThat(ada.finished()).isEqualTo(PAUSED);
        assertThat(ben.finished()).isEqualTo(PAUSED);
        assertThat(bench.stores.checkpoints().list(new JobSlug("job-1")).last().step())
                .isBetween(7L, 8L);

        bench.attempt(SECOND);
        bench.share("ben", "cyn");

        assertThat(ben.finished()).isEqualTo(ENDED);
        assertThat(bench.hand("cyn").finished()).isEqualTo(DROPPED);
        assertEndsAsAlone();
        assertEveryStepIsReported();
    }

    @Test
    void isThrottledByTheOldestAlone() throws Exception {
        bench.when("ada", 8, () -> bench.rescale(SECOND, 0.5));
        runAlone((boundary, step) -> step == 8 ? new Order.GoOn(SECOND, 0.5, Bench.ALONE) : null);

        bench.share("ada", "ben");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished()).isEqualTo(DROPPED);
        assertEndsAsAlone();
        assertThat(alone.manifest(alone.log.prompt()).settings()).containsEntry("batchScale", "8:0.5");
        assertThat(bench.stores
                        .checkpoints()
                        .newest(new JobSlug("job-1"))
                        .orElseThrow()
                        .content())
                .isEqualTo(alone.stores
                        .checkpoints()
                        .newest(new JobSlug("job-1"))
                        .orElseThrow()
                        .content());
    }

    @Test
    void isStoppedWithTheBestPromptThereIs() throws Exception {
        Order stop = new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty());
        bench.when("ada", 7, () -> bench.tell(stop));
        runAlone((boundary, step) -> step == 7 ? stop : null);

        bench.share("ada", "ben");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished()).isEqualTo(DROPPED);
        assertEndsAsAlone();
        assertThat(bench.log.lines()).endsWith("step 7", "ended 7");
    }

    @Test
    void letsGoOfAWorkerThatIsPausedOnItsWayIn() throws Exception {
        bench.when("ada", 5, () -> {
            bench.share("ada", "ben");
            bench.awaitAskedBy("ben");
            ben.told(new Order.Pause(Why.PAUSED));
            SharedBench.await(() -> !ben.isBusy());
            bench.share("ada");
        });

        bench.share("ada");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished()).isEqualTo(PAUSED);
        assertEndsAsAlone();
    }

    @Test
    void letsGoOfAWorkerThatIsToStopOnItsWayIn() throws Exception {
        bench.when("ada", 5, () -> {
            bench.share("ada", "ben");
            bench.awaitAskedBy("ben");
            ben.told(new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty()));
            SharedBench.await(() -> !ben.isBusy());
            ada.told(new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty()));
        });

        bench.share("ada");

        assertThat(ada.finished()).isEqualTo(ENDED);
        assertThat(ben.finished().why()).isEqualTo(Why.LEFT);
        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.CANCEL_REQUESTED);
    }

    @Test
    void isEndedByTheOldestIfItIsImpossible() throws Exception {
        bench = new SharedBench(directory, job.on("f".repeat(64)), "ada", "ben");
        bench.attempt(FIRST);

        bench.share("ada", "ben");

        assertThat(bench.hand("ada").finished()).isEqualTo(ENDED);
        assertThat(bench.hand("ben").finished().why()).isEqualTo(Why.ERROR);
        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.DATASET_MISSING);
        assertThat(bench.log.written).hasSize(1);
    }

    @Test
    void isNotBegunByAWorkerThatWasLeftOutAgain() {
        Team without = new Team("group-1", 3, List.of());

        assertThat(alone.run(new Assign(job.submitted(1, 4), FIRST, 1, without)))
                .isEqualTo(LEFT);
    }

    private static Jobs job(String dataset) {
        return Jobs.job("job-1").on(dataset).steps(STEPS, 8);
    }

    /** With these orders. */
    private void runAlone(BiFunction<Integer, Long, Order> script) throws IOException {
        alone = new Bench(Files.createDirectory(directory.resolve("alone")));
        alone.script = script;
        alone.run(job(alone.task()), FIRST);
    }

    /** One end, and one with the prompt that one worker gives the job to which nothing happens but what was ordered. */
    private void assertEndsAsAlone() {
        assertThat(bench.log.all(StepKind.ENDED)).hasSize(1);
        assertThat(bench.log.ended()).isEqualTo(alone.log.ended());
        assertThat(bench.stores
                        .prompts()
                        .get(Bench.ref(bench.log.prompt()))
                        .orElseThrow()
                        .manifest())
                .isEqualTo(alone.manifest(alone.log.prompt()));
    }

    /** As the reader of the topic sees it, who takes a report only if it is above all that it has seen. */
    private void assertEveryStepIsReported() {
        List<StepEvent> taken = new ArrayList<>();
        for (StepEvent report : bench.log.written) {
            if (taken.isEmpty() || ORDER.compare(report, taken.get(taken.size() - 1)) > 0) {
                taken.add(report);
            }
        }
        assertThat(taken.stream().filter(report -> report.kind() == StepKind.STEP))
                .extracting(StepEvent::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, STEPS).boxed().toList());
        assertThat(taken.stream().filter(report -> report.kind() == StepKind.EVALUATED))
                .extracting(StepEvent::step)
                .containsExactly(0L, 8L, 16L, 24L);
    }

    private StepEvent started(String author) {
        return bench.log.all(StepKind.STARTED).stream()
                .filter(report -> report.author().equals(author))
                .findFirst()
                .orElseThrow();
    }

    /** How many had a part in each step. */
    private List<Integer> workers() {
        return bench.log.all(StepKind.STEP).stream()
                .map(report -> Objects.requireNonNull(report.measured()).workers())
                .toList();
    }

    private SharedBench another(String name) throws IOException {
        Path place = Files.createDirectory(directory.resolve(name));
        new Bench(place).task();
        var other = new SharedBench(place, job, "ada", "ben");
        other.attempt(FIRST);
        return other;
    }

    /** The process is gone. */
    private static final class Killed extends RuntimeException {}
}
