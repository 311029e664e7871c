package io.prompttuner.benchmarks.reaction.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.kafka.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReactionsTest {

    private static final long MILLI = 1_000_000;

    private final Reactions reactions = new Reactions();

    ReactionsTest() {
        reactions.count(100 * MILLI, 200 * MILLI);
    }

    @Test
    void aReportThatIsNamedIsTimedAsCauseAndByItsOwnJob() {
        decisive("a", 7, 150);
        heard("a", Wish.PAUSED, 7, 180);
        heard("b", Wish.RUNNING, 7, 181);

        Figures figures = figures();

        assertThat(figures.named()).isEqualTo(1);
        assertThat(figures.coalesced()).isZero();
        assertThat(figures.plans()).isEqualTo(1);
        assertThat(figures.own().max()).isEqualTo(30);
        assertThat(figures.cause().count()).isEqualTo(2);
        assertThat(figures.cause().max()).isEqualTo(31);
    }

    @Test
    void aReportThatCameBehindAnotherIsCountedApart() {
        reactions.appended(new Position(Topic.STEPS, 3, 6), 140 * MILLI);
        decisive("a", 7, 150);
        heard("a", Wish.PAUSED, 6, 180);

        Figures figures = figures();

        assertThat(figures.named()).isZero();
        assertThat(figures.coalesced()).isEqualTo(1);
        assertThat(figures.cause().max()).isEqualTo(40);
        assertThat(figures.own().max()).isEqualTo(30);
    }

    @Test
    void whatWasSentOutsideTheTimeDoesNotCount() {
        decisive("early", 1, 99);
        decisive("late", 2, 200);
        heard("early", Wish.PAUSED, 1, 120);
        heard("late", Wish.PAUSED, 2, 210);

        Figures figures = figures();

        assertThat(figures.decisive()).isZero();
        assertThat(figures.cause().count()).isZero();
        assertThat(reactions.isWaiting()).isFalse();
    }

    @Test
    void aReportWithoutAnswerIsWaitedForAndThenTold() {
        decisive("a", 7, 150);
        heard("a", Wish.RUNNING, 7, 180);

        assertThat(reactions.isWaiting()).isTrue();
        assertThat(figures().unanswered()).isEqualTo(1);
    }

    @Test
    void aSenderThatIsLateIsSeen() {
        reactions.sent(150 * MILLI, 153 * MILLI);
        reactions.sent(99 * MILLI, 199 * MILLI);

        assertThat(figures().reports()).isEqualTo(1);
        assertThat(figures().delay().max()).isEqualTo(3);
    }

    private void decisive(String job, long offset, long millis) {
        var position = new Position(Topic.STEPS, 3, offset);
        reactions.decides(job, millis * MILLI).accept(position);
        reactions.appended(position, millis * MILLI);
    }

    private void heard(String job, Wish wish, long cause, long millis) {
        var because = new Cause(FactKind.REPORT, Topic.STEPS.fullName(), 3, cause, Instant.EPOCH);
        var allocation = new Allocation(job, 1, 5, wish, 0, 1, WishReason.WAITING_FOR_CAPACITY, "1-5-" + job, because);
        reactions.heard(new Heard(allocation, millis * MILLI));
    }

    private Figures figures() {
        return reactions.figures(1_000, 1, Latencies.ofNanos(List.of()));
    }
}
