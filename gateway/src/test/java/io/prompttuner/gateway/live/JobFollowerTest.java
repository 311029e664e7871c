package io.prompttuner.gateway.live;

import static io.prompttuner.gateway.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.gateway.Samples;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.wire.event.StepEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFollowerTest {

    private static final String JOB = "j-1";
    private static final JobOutcome OUTCOME = JobOutcome.of(Samples.outcome(JOB, "acme", 10, 12.5));

    private final Paper outlet = new Paper();

    @Test
    void readsHistoryFromTheBeginning() {
        follower(-1).catchUp(history(0, 3));

        assertThat(outlet.ids()).containsExactly("0", "1", "2");
    }

    @Test
    void resumesAfterTheLastReportTheClientHas() {
        follower(1).catchUp(history(0, 4));

        assertThat(outlet.ids()).containsExactly("2", "3");
    }

    @Test
    void passesOverWhatBothHistoryAndLiveReportsHold() {
        JobFollower follower = follower(-1);
        send(follower, 2);
        send(follower, 3);

        follower.catchUp(history(0, 3));
        send(follower, 3);
        send(follower, 4);

        assertThat(outlet.ids()).containsExactly("0", "1", "2", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void losesAndRepeatsNothingWhereverHistoryAndLiveReportsMeet(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            var paper = new Paper();
            long last = random.nextLong(-1, 10);
            long tail = random.nextLong(0, 15);
            var follower = new JobFollower(JOB, T0, last, paper);
            LongStream.range(tail, 15).forEach(offset -> send(follower, offset));
            follower.catchUp(history(0, random.nextLong(Math.max(tail, last + 1), 16)));
            LongStream.range(15, 20).forEach(offset -> send(follower, offset));

            assertThat(paper.ids())
                    .containsExactlyElementsOf(LongStream.range(last + 1, 20)
                            .mapToObj(Long::toString)
                            .toList());
        }
    }

    @Test
    void aJobThatHasEndedIsToldToItsEndAndThenTheStreamCloses() {
        JobFollower follower = follower(-1);
        follower.ended(OUTCOME);

        follower.catchUp(history(0, 2));

        assertThat(outlet.ids()).containsExactly("0", "1", "end");
        assertThat(outlet.finished).isTrue();
    }

    @Test
    void anEndWhileLiveReadsHistoryOnceMoreSoThatNothingIsMissing() {
        JobFollower follower = follower(-1);
        follower.catchUp(history(0, 2));
        assertThat(follower.ended(OUTCOME)).as("history must be read again").isTrue();
        send(follower, 2);

        follower.catchUp(history(0, 4));

        assertThat(outlet.ids()).containsExactly("0", "1", "2", "3", "end");
        assertThat(follower.ended(OUTCOME))
                .as("replayed outcomes change nothing")
                .isFalse();
    }

    @Test
    void anEndDuringCatchUpIsNoticed() {
        JobFollower follower = follower(-1);
        StepHistory endsMeanwhile = (job, after, since, taker) -> {
            follower.ended(OUTCOME);
            return history(0, 3).replay(job, after, since, taker);
        };

        follower.catchUp(endsMeanwhile);

        assertThat(outlet.ids()).containsExactly("0", "1", "2", "end");
    }

    @Test
    void goesOnWhereItWasWhenTheLogComesBack() {
        JobFollower follower = follower(-1);
        StepHistory breaksOff = (job, after, since, taker) -> {
            history(0, 2).replay(job, after, since, taker);
            return false;
        };

        assertThat(follower.catchUp(breaksOff)).isFalse();
        assertThat(follower.catchUp(history(0, 4))).isTrue();

        assertThat(outlet.ids()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void cutsOffAClientWhoseHistoryTakesTooLong() {
        JobFollower follower = follower(-1);

        LongStream.rangeClosed(0, JobFollower.MOST_HELD).forEach(offset -> send(follower, offset));

        assertThat(outlet.closed).isTrue();
    }

    @Test
    void leavesTheFeatureVectorOut() {
        var started = new Step(7, StepEvent.started(JOB, 1, 0, "w-1", Samples.STARTED));

        String frame = new String(started.frame().bytes(), StandardCharsets.UTF_8);

        assertThat(frame)
                .startsWith("event: started\nid: 7\ndata: {\"kind\":\"started\"")
                .contains("\"features\":[]")
                .endsWith("}\n\n");
    }

    private JobFollower follower(long last) {
        return new JobFollower(JOB, T0, last, outlet);
    }

    private static void send(JobFollower follower, long offset) {
        Step step = step(offset);
        follower.step(step, step.frame());
    }

    private static Step step(long offset) {
        return new Step(offset, Samples.step(JOB, 1, offset + 1));
    }

    private static StepHistory history(long from, long to) {
        return (job, after, since, taker) -> {
            boolean more = true;
            for (long offset = Math.max(from, after + 1); offset < to && more; offset++) {
                more = taker.test(step(offset));
            }
            return true;
        };
    }

    /** A client that writes down what it gets. */
    private static final class Paper implements Outlet {

        private final List<String> frames = new ArrayList<>();
        private boolean finished;
        private boolean closed;

        List<String> ids() {
            return frames.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring(4))
                    .toList();
        }

        @Override
        public void offer(Frame frame) {
            frames.add(new String(frame.bytes(), StandardCharsets.UTF_8));
        }

        @Override
        public boolean put(Frame frame) {
            offer(frame);
            return true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void cut() {
            closed = true;
        }
    }
}
