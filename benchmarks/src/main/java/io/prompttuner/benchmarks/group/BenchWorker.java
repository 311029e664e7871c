package io.prompttuner.benchmarks.group;

import io.prompttuner.trainer.group.Contributions;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.group.grpc.GroupPort;
import io.prompttuner.trainer.group.grpc.GrpcMesh;
import io.prompttuner.trainer.group.live.Entrance;
import io.prompttuner.trainer.group.live.GroupCrew;
import io.prompttuner.trainer.group.live.Inbox;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.group.live.Mesh;
import io.prompttuner.trainer.group.live.OvertakenException;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A warm worker: a thread, a model and a port, in this process; a member of one group after the other. */
final class BenchWorker implements AutoCloseable {

    private final PromptModel model;
    private final Work work;
    private final GroupPort port = GroupPort.onLoopback();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    BenchWorker(PromptModel model, Work work) throws IOException {
        this.model = model;
        this.work = work;
    }

    /**
     * Becomes a member, which does nothing before its first roster.
     *
     * @param delay of each letter it sends, nanoseconds
     */
    Membership enter(String group, String name, boolean joins, long delay) {
        return new Membership(group, name, joins, delay);
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        port.close();
    }

    /**
     * A step that is done.
     *
     * @param at a time of {@link System#nanoTime()}
     * @param computing nanoseconds in the model, until then
     * @param bytesSent until then
     */
    record Step(long at, Contributions by, long computing, long bytesSent) {}

    /** One member, until it is stopped or dismissed. */
    final class Membership {

        private final String name;
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private @Nullable GrpcMesh mesh;
        private final LiveMember member;
        private final Future<?> over;
        private volatile boolean stopped;

        private Membership(String group, String name, boolean joins, long delay) {
            this.name = name;
            this.member = new LiveMember(name, "", inbox -> mesh(group, inbox, delay), System::nanoTime);
            this.over = thread.submit(() -> live(joins));
        }

        private Mesh mesh(String group, Inbox inbox, long delay) {
            var near = new GrpcMesh(group, name, port, model.hidden(), inbox);
            mesh = near;
            return delay == 0 ? near : new DelayedMesh(near, delay);
        }

        Seat seat() {
            return new Seat(name, "127.0.0.1:" + port.port());
        }

        void appointed(Roster roster) {
            member.appointed(roster);
        }

        /** The last of the next so many steps. */
        Step skip(int count) throws InterruptedException {
            Step last = step();
            for (int i = 1; i < count; i++) {
                last = step();
            }
            return last;
        }

        /** The next step it has done, waiting for it. */
        Step step() throws InterruptedException {
            return steps.take();
        }

        /** The next step it will do is the next that is told of. */
        void forgetSteps() {
            steps.clear();
        }

        /** Lets it stop after its step, if it is not dismissed, and waits until it is out. */
        void end(boolean dismissed) throws InterruptedException {
            stopped = !dismissed;
            try {
                over.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(name + " failed", failed);
            }
        }

        private long bytesSent() {
            return mesh == null ? 0 : mesh.bytesSent();
        }

        private void live(boolean joins) {
            try (member) {
                GroupCrew crew = member.crew();
                TuningState first = work.start();
                if (joins) {
                    first = crew.join(() -> stopped).match(Entrance.Given::state, work::start, work::start);
                } else {
                    crew.found(() -> stopped);
                }
                var timed = new TimedModel(model);
                var tuner = new Tuner(timed, work.task(), work.settings(), crew);
                var session = new TuningSession(tuner, work.stop(), first);
                while (!stopped && !crew.dismissed()) {
                    try {
                        if (session.next() instanceof Stepped) {
                            steps.add(new Step(System.nanoTime(), crew.lastRound(), timed.nanos(), bytesSent()));
                        }
                    } catch (OvertakenException overtaken) {
                        session = new TuningSession(tuner, work.stop(), overtaken.state());
                    }
                }
            }
        }
    }
}
