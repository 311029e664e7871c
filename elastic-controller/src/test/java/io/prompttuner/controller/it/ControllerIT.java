package io.prompttuner.controller.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.prompttuner.controller.RunningController;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromController.MessageCase;
import io.prompttuner.protocol.fleet.LetGo;
import io.prompttuner.protocol.fleet.Seat;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.event.WorkerPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControllerIT {

    private static final Instant DEADLINE = Instant.parse("2100-01-01T00:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @SuppressWarnings("NullAway.Init")
    private RunningController controller;

    @BeforeAll
    void openPlatform(@TempDir Path directory) throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        platform = new Platform(directory);
    }

    @AfterAll
    void closePlatform() {
        platform.close();
    }

    @BeforeEach
    void startController() throws IOException, InterruptedException {
        controller = platform.startController();
    }

    @AfterEach
    void stopController() {
        controller.close();
    }

    @Test
    void bindsPausesAndResumesAsANewAttemptUntilTheJobEnds() {
        pool(1);
        submit("one");
        wish("one", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker worker = holder("one");
        long first = attempt("one");

        wish("one", Wish.PAUSED, WishReason.YIELDED_TO_MORE_URGENT);
        await().until(() -> worker.holding() == null);
        wish("one", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        await().until(() -> worker.holding() != null);
        assertThat(attempt("one")).isEqualTo(first + 1);
        end("one", first + 1);
        worker.letGo(LetGo.Why.ENDED);

        await().until(() -> kinds("one").contains(AssignmentKind.CLOSED));
        assertThat(kinds("one"))
                .containsExactly(
                        AssignmentKind.BOUND,
                        AssignmentKind.RELEASED,
                        AssignmentKind.BOUND,
                        AssignmentKind.RELEASED,
                        AssignmentKind.CLOSED);
    }

    @Test
    void bindsAnewWithoutReleasingWhenTheBatchScaleChanges() {
        pool(1);
        submit("throttled");
        wish("throttled", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker worker = holder("throttled");
        long first = attempt("throttled");
        int told = worker.told().size();

        running("throttled", 0.5);
        await().until(() -> worker.held().getAttempt() == first + 1);
        assertThat(worker.held().getBatchScale()).isEqualTo(0.5);
        assertThat(worker.told().stream().skip(told))
                .extracting(FromController::getMessageCase)
                .containsExactly(MessageCase.ASSIGN);
        end("throttled", first + 1);
        worker.letGo(LetGo.Why.ENDED);

        await().until(() -> kinds("throttled").contains(AssignmentKind.CLOSED));
        assertThat(kinds("throttled"))
                .containsExactly(
                        AssignmentKind.BOUND, AssignmentKind.BOUND, AssignmentKind.RELEASED, AssignmentKind.CLOSED);
        assertThat(assignments("throttled").get(1).workers())
                .isEqualTo(assignments("throttled").get(0).workers());
    }

    @Test
    void moreWorkersAndFewerShareAJobUnderTheSameAttempt() {
        pool(2);
        submit("shared");
        wish("shared", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker first = holder("shared");

        share("shared", 2);
        await().until(() -> platform.supervisor.holders("shared").size() == 2);
        await().until(() -> first.held().getGeneration() > 0 && kinds("shared").contains(AssignmentKind.RESIZED));
        ScriptedWorker second = platform.supervisor.holders("shared").stream()
                .filter(worker -> worker != first)
                .findFirst()
                .orElseThrow();
        assertThat(second.told()).last().returns(MessageCase.ASSIGN, FromController::getMessageCase);
        assertThat(second.told()
                        .get(second.told().size() - 1)
                        .getAssign()
                        .getGroup()
                        .getSeatsList())
                .extracting(Seat::getAddress)
                .containsExactly(first.address(), second.address());
        assertThat(first.told()).last().returns(MessageCase.RESIZE, FromController::getMessageCase);

        share("shared", 1);
        await().until(() -> second.holding() == null);

        assertThat(assignments("shared"))
                .extracting(
                        AssignmentEvent::kind,
                        AssignmentEvent::attempt,
                        AssignmentEvent::generation,
                        event -> event.workers().size())
                .containsExactly(
                        tuple(AssignmentKind.BOUND, attempt("shared"), 0, 1),
                        tuple(AssignmentKind.RESIZED, attempt("shared"), 1, 2),
                        tuple(AssignmentKind.RESIZED, attempt("shared"), 2, 1));
        finish("shared");
    }

    @Test
    void endsAndClosesAJobThatIsCancelledWhileItWaits() {
        pool(0);
        submit("queued");
        wish("queued", Wish.RUNNING, WishReason.MEETS_DEADLINE);

        wish("queued", Wish.STOPPED, WishReason.CANCEL_REQUESTED);

        await().until(() -> kinds("queued").equals(List.of(AssignmentKind.CLOSED)));
        assertThat(platform.all(StepEvent.class).stream()
                        .filter(report -> report.job().equals("queued")))
                .singleElement()
                .satisfies(report -> assertThat(report.ended()).returns(EndKind.CANCELLED, Ended::end));
    }

    @Test
    void aSecondControllerAdoptsWhatTheFirstHadBound() throws IOException, InterruptedException {
        pool(1);
        submit("adopted");
        wish("adopted", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker worker = holder("adopted");
        long attempt = attempt("adopted");
        controller.close();

        controller = platform.startController();

        await().until(() -> assignments("adopted").size() == 2);
        assertThat(assignments("adopted").get(1))
                .returns(AssignmentReason.ADOPTED, AssignmentEvent::reason)
                .returns(attempt, AssignmentEvent::attempt)
                .satisfies(event -> assertThat(event.term()).isGreaterThan(Attempts.term(attempt)));
        assertThat(worker.holding()).isNotNull();
        wish("adopted", Wish.PAUSED, WishReason.YIELDED_TO_MORE_URGENT);
        await().until(() -> worker.holding() == null);
        finish("adopted");
    }

    @Test
    void stepsDownWhenAnotherHasClaimedItsPlace() throws IOException, InterruptedException {
        try (RunningController second = platform.startController(0)) {
            await().until(() -> controller.fault() != null);

            assertThat(controller.fault()).contains("was claimed by");
            assertThat(second.fault()).isNull();
        }
    }

    @Test
    void replacesAWorkerThatDiedAndBindsItsJobAgain() {
        pool(1);
        submit("orphan");
        wish("orphan", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker first = holder("orphan");

        platform.supervisor.kill(first);

        await().until(() ->
                platform.supervisor.holder("orphan").filter(it -> it != first).isPresent());
        assertThat(assignments("orphan"))
                .extracting(AssignmentEvent::reason)
                .containsExactly(AssignmentReason.ALLOCATED, AssignmentReason.WORKER_LOST, AssignmentReason.ALLOCATED);
        finish("orphan");
    }

    @Test
    void tellsAWorkerThatWasSilentTooLongToDropWhatItHolds() {
        pool(2);
        submit("silent");
        wish("silent", Wish.RUNNING, WishReason.MEETS_DEADLINE);
        ScriptedWorker first = holder("silent");

        first.fallSilent();
        await().until(() -> assignments("silent").size() == 3);
        first.speakAgain();

        await().until(() -> first.told().stream().anyMatch(it -> it.getMessageCase() == MessageCase.DROP));
        await().until(() -> first.holding() == null);
        assertThat(platform.supervisor.holder("silent")).isPresent();
        finish("silent");
    }

    @Test
    void goesOnWhenTheBrokerIsBack() {
        pool(1);
        await().until(() -> phases().contains(WorkerPhase.WARM));
        submit("patient");
        platform.stopBroker();
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> controller.fault() == null);
        platform.startBroker();

        wish("patient", Wish.RUNNING, WishReason.MEETS_DEADLINE);

        holder("patient");
        finish("patient");
    }

    private ScriptedWorker holder(String job) {
        await().until(() -> platform.supervisor.holder(job).isPresent());
        return platform.supervisor.holder(job).orElseThrow();
    }

    private long attempt(String job) {
        return assignments(job).stream()
                .mapToLong(AssignmentEvent::attempt)
                .max()
                .orElseThrow();
    }

    private List<AssignmentKind> kinds(String job) {
        return assignments(job).stream().map(AssignmentEvent::kind).toList();
    }

    private List<AssignmentEvent> assignments(String job) {
        return platform.all(AssignmentEvent.class).stream()
                .filter(event -> event.job().equals(job))
                .toList();
    }

    private List<WorkerPhase> phases() {
        return platform.all(FleetEvent.class).stream()
                .flatMap(event -> event.worker() == null
                        ? Stream.empty()
                        : Stream.of(event.worker().phase()))
                .toList();
    }

    private void submit(String job) {
        var spec = new JobSpec(
                job, Platform.MODEL, "ab".repeat(32), new Target(TargetMetric.LOSS, 0.1), 9, 1, 4, 4, 4, 0.1, 1, 1);
        platform.write(
                Topic.JOBS,
                new JobSubmitted(
                        job,
                        "acme",
                        spec,
                        1,
                        new Start(StartKind.PLAIN, null, null),
                        DEADLINE,
                        AfterDeadline.CONTINUE,
                        DEADLINE));
    }

    private void running(String job, double batchScale) {
        allocate(job, Wish.RUNNING, 1, batchScale, WishReason.MEETS_DEADLINE);
    }

    private void share(String job, int workers) {
        allocate(job, Wish.RUNNING, workers, 1, WishReason.MEETS_DEADLINE);
    }

    private void wish(String job, Wish wish, WishReason reason) {
        allocate(job, wish, wish == Wish.RUNNING ? 1 : 0, 1, reason);
    }

    private void allocate(String job, Wish wish, int workers, double batchScale, WishReason reason) {
        var cause = new Cause(FactKind.TIME, Topic.JOBS.fullName(), 0, 0, DEADLINE);
        platform.write(
                Topic.ALLOCATIONS,
                new Allocation(
                        job,
                        platform.epoch(),
                        platform.nextSequence(),
                        wish,
                        workers,
                        batchScale,
                        reason,
                        "why",
                        cause));
    }

    private void pool(int workers) {
        platform.write(
                Topic.POOLS,
                new PoolTarget(
                        Platform.MODEL, workers, platform.epoch(), platform.nextSequence(), PoolReason.JOBS_WAITING));
    }

    private void end(String job, long attempt) {
        var ended = new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, null, 0.1, 1.0, null);
        platform.write(Topic.STEPS, StepEvent.ended(job, attempt, 1, "w", ended));
    }

    /** Leaves no job behind for the next test. */
    private void finish(String job) {
        end(job, attempt(job));
        platform.supervisor.holders(job).forEach(worker -> worker.letGo(LetGo.Why.ENDED));
        await().until(() -> kinds(job).contains(AssignmentKind.CLOSED));
    }
}
