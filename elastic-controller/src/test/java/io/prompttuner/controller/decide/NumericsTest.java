package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.running;
import static io.prompttuner.controller.decide.Facts.shared;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job's prompt is the same to the last bit only if all who ever compute for it compute alike. */
class NumericsTest {

    private static final long FIRST = Attempts.of(5, 1);
    private static final String OTHER = "float32, 2 threads";

    @Test
    void workersThatDifferNeverShareAJob() {
        Bench bench = Bench.tuning("w-1");
        attach(bench, "w-2", OTHER);

        bench.read(shared("j", 2, 2));
        assertThat(bench.assignments()).hasSize(1);

        bench.attach("w-3", null);
        assertThat(bench.assignments().map(AssignmentEvent::workers)).last().isEqualTo(List.of("w-1", "w-3"));
    }

    @Test
    void aJobBeginsWithWorkersThatAreAlike() {
        Bench bench = Bench.commanding(5).attach("w-1", null);
        attach(bench, "w-2", OTHER);
        bench.attach("w-3", null);

        bench.read(job("j"), shared("j", 2, 1));

        assertThat(bench.assignments().map(AssignmentEvent::workers)).containsExactly(List.of("w-1", "w-3"));
    }

    @Test
    void aPausedJobGoesOnWithTheNumericsItBeganWith() {
        Bench bench = pausedAndLeft(Bench.tuning("w-1"));
        attach(bench, "w-2", OTHER);

        bench.read(running("j", EPOCH, 3));
        assertThat(bench.assignments().map(AssignmentEvent::kind))
                .containsExactly(AssignmentKind.BOUND, AssignmentKind.RELEASED);

        bench.attach("w-3", null);
        assertThat(bench.assignments()).last().satisfies(bound -> {
            assertThat(bound.workers()).containsExactly("w-3");
            assertThat(bound.numerics()).isEqualTo(Facts.NUMERICS);
        });
    }

    @Test
    void saysOnceThatAJobWaitsForAWorkerThatComputesAlike() {
        Bench bench = pausedAndLeft(Bench.tuning("w-1"));
        attach(bench, "w-2", OTHER);
        bench.read(running("j", EPOCH, 3)).pass(1_000);
        attach(bench, "w-4", OTHER);

        assertThat(warnings(bench)).singleElement().asString().contains("job j waits", Facts.NUMERICS, OTHER);
    }

    @Test
    void anotherControllerReadsTheNumericsInTheLog() {
        Bench next = commandingAfterAPause(new Bench(6));

        attach(next, "w-2", OTHER);
        assertThat(next.assignments()).isEmpty();

        next.attach("w-3", null);
        assertThat(next.assignments().map(AssignmentEvent::workers)).containsExactly(List.of("w-3"));
    }

    @Test
    void anAttemptThatNoRecordToldOfGoesOnWithTheNumericsOfItsWorker() {
        Bench next = new Bench(6)
                .read(job("j"), running("j", EPOCH, 1))
                .caughtUp()
                .attach("w-1", Facts.holding("j", FIRST, 7, 1))
                .passWith(8_000, Map.of("w-1", Facts.holding("j", FIRST, 7, 1)));

        assertThat(next.assignments()).isNotEmpty().allSatisfy(kept -> {
            assertThat(kept.attempt()).isEqualTo(FIRST);
            assertThat(kept.numerics()).isEqualTo(Facts.NUMERICS);
        });
    }

    @Test
    void isToldToGoOnWithOthersAllTheSame() {
        Bench next = commandingAfterAPause(new Bench(6, Facts.setup(4, true, Rules.ALL)));

        attach(next, "w-2", OTHER);

        assertThat(next.assignments().map(AssignmentEvent::numerics)).containsExactly(OTHER);
        assertThat(warnings(next)).isEmpty();
    }

    private static Bench pausedAndLeft(Bench bench) {
        return bench.read(paused("j", EPOCH, 2))
                .letsGo("w-1", "j", FIRST, WorkerMessage.Why.PAUSED)
                .pass(60_000);
    }

    private static Bench commandingAfterAPause(Bench next) {
        Event[] log = pausedAndLeft(Bench.tuning("w-1")).assignments().toArray(Event[]::new);
        return next.read(job("j"))
                .read(log)
                .read(running("j", EPOCH, 3))
                .caughtUp()
                .pass(8_000);
    }

    private static void attach(Bench bench, String worker, String numerics) {
        bench.says(worker, new WorkerMessage.Attached(Facts.MODEL, Facts.HASH, 1, 0, true, "host:1", numerics, null));
    }

    private static List<Effect.Warn> warnings(Bench bench) {
        return bench.effects.stream()
                .filter(Effect.Warn.class::isInstance)
                .map(Effect.Warn.class::cast)
                .toList();
    }
}
