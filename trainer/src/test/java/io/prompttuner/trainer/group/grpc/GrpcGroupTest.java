package io.prompttuner.trainer.group.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.group.live.Entrance;
import io.prompttuner.trainer.group.live.GroupCrew;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.tuning.AnswerExam;
import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members with threads, ports and streams of their own, in one process. */
class GrpcGroupTest {

    private static final EncodedTask TASK = new EncodedTask(
            IntStream.range(0, 40)
                    .mapToObj(i -> BowlModel.towards(1 + i * 7 % 50))
                    .toList(),
            IntStream.range(0, 100).mapToObj(i -> BowlModel.towards(1 + i % 9)).toList());
    private static final TuningSettings SETTINGS = new TuningSettings(2, 16, 8, 0.07, 0, 1, 10);
    private static final StopRule STOP = StopRule.of(null, 120);
    private static final TuningState START = TuningState.start(new float[] {17.3f, -4.1f, 0.7f, 33.3f}, 5);

    private final List<OneMember> members = new ArrayList<>();
    private Work work = new Work(STOP, null);
    private long generation;

    /** What they do together: until when, and whether answers are generated on the way. */
    private record Work(StopRule stop, @Nullable AnswerExam exam) {

        TuningSession session(Crew crew, TuningState first) {
            return new TuningSession(new Tuner(new BowlModel(1), TASK, SETTINGS, crew, exam), stop, first);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (OneMember member : members) {
            member.close();
        }
    }

    @Test
    void endsInTheBitsOfAMemberThatIsAlone() throws Exception {
        byte[] alone = alone();
        for (int i = 0; i < 3; i++) {
            members.add(new OneMember("m" + i, work, false));
        }
        appoint();

        for (OneMember member : members) {
            assertThat(member.last.get(30, TimeUnit.SECONDS)).isEqualTo(alone);
        }
    }

    @Test
    void addsUpWhatAnswersComeToInTheBitsOfAMemberThatIsAlone() throws Exception {
        var exam = AnswerExam.of(
                TASK,
                new GreedyAnswer(new BowlModel(350), -1),
                (answer, target) -> new AnswerScore(1 / (4.1 - answer[0]), 1 / (7d + answer[1])));
        work = new Work(StopRule.of(new Target(TargetMetric.TOKEN_F1, 1), 60), exam);

        endsInTheBitsOfAMemberThatIsAlone();

        var best = TuningStateFile.read(members.get(0).last.get()).best();
        AnswerScore answers =
                Objects.requireNonNull(Objects.requireNonNull(best).evaluation().answers());
        assertThat(answers.tokenF1()).isStrictlyBetween(1 / 4.1, 1 / 3.1);
    }

    @Test
    void takesAMemberInAndOutlivesAnother() throws Exception {
        byte[] alone = alone();
        members.add(new OneMember("m0", work, false));
        members.add(new OneMember("m1", work, false));
        appoint();
        members.get(0).awaitStep(10);
        members.add(new OneMember("m2", work, true));
        appoint();
        members.get(2).awaitStep(30);
        members.get(0).close();
        OneMember lost = members.remove(0);
        appoint();

        for (OneMember member : members) {
            assertThat(member.last.get(30, TimeUnit.SECONDS)).isEqualTo(alone);
        }
        assertThat(lost.step).isLessThan(STOP.maxSteps());
    }

    private void appoint() {
        var roster =
                new Roster(++generation, members.stream().map(OneMember::seat).toList());
        members.forEach(member -> member.appointed(roster));
    }

    private byte[] alone() {
        TuningSession session = work.session(Crew.alone(), START);
        TuningEvent event;
        do {
            event = session.next();
        } while (!(event instanceof TuningEvent.Ended));
        return TuningStateFile.bytes(session.state(), BowlModel.WIDTH);
    }

    /** A member at work on a thread of its own. */
    private static final class OneMember implements AutoCloseable {

        private final String name;
        private final GroupPort port;
        private final LiveMember member;
        private final CompletableFuture<byte[]> last = new CompletableFuture<>();
        private final Thread thread;
        private volatile long step;
        private volatile boolean stopped;

        OneMember(String name, Work work, boolean joins) throws IOException {
            this.name = name;
            this.port = GroupPort.onLoopback();
            this.member = new LiveMember(
                    name, "", inbox -> new GrpcMesh("test", name, port, BowlModel.WIDTH, inbox), System::nanoTime);
            this.thread = new Thread(() -> live(member.crew(), work, joins), name);
            thread.start();
        }

        Seat seat() {
            return new Seat(name, "127.0.0.1:" + port.port());
        }

        void appointed(Roster roster) {
            member.appointed(roster);
        }

        void awaitStep(long wanted) throws InterruptedException {
            while (step < wanted) {
                Thread.sleep(1);
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            member.close();
            thread.join();
            port.close();
        }

        private void live(GroupCrew crew, Work work, boolean joins) {
            TuningState first = START;
            if (joins) {
                first = crew.join(() -> stopped).match(Entrance.Given::state, () -> START, () -> START);
            } else {
                crew.found(() -> stopped);
            }
            var session = work.session(crew, first);
            while (!stopped) {
                TuningEvent event = session.next();
                step = session.state().step();
                if (event instanceof TuningEvent.Ended) {
                    last.complete(TuningStateFile.bytes(session.state(), BowlModel.WIDTH));
                    member.close();
                    return;
                }
                sleep();
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
