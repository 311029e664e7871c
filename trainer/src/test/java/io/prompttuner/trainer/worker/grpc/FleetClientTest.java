package io.prompttuner.trainer.worker.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.prompttuner.protocol.fleet.Assign;
import io.prompttuner.protocol.fleet.Attached;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.Resize;
import io.prompttuner.protocol.fleet.Stop;
import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.trainer.worker.Holding;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Team;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.EndReason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetClientTest {

    private static final WorkerIdentity SELF =
            new WorkerIdentity("worker-1", "small-lm", "ab12", 1, 4711, "127.0.0.1:7300");
    private static final Holding HELD = new Holding("job-1", 9, 30, 1, 4);

    private static final Team TEAM = new Team(
            "job-1/9",
            2,
            List.of(
                    new Team.Seat("worker-1", "worker-1/1", "127.0.0.1:7300"),
                    new Team.Seat("worker-2", "worker-2/2", "127.0.0.1:7301")));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Command> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger disconnections = new AtomicInteger();
    private ScriptedController controller;
    private FleetClient client;

    @BeforeEach
    void connect() throws IOException {
        controller = ScriptedController.start(0, 7);
        client = client(controller.target());
        client.open();
        controller.await(FromWorker::hasAttached);
    }

    @AfterEach
    void close() throws InterruptedException {
        client.close();
        controller.close();
        timer.shutdownNow();
    }

    @Test
    void saysWhoItIsFirstOfAll() {
        FromWorker first = controller.heard().get(0);

        assertThat(first.getWorker()).isEqualTo("worker-1");
        assertThat(first.getAttached())
                .isEqualTo(Attached.newBuilder()
                        .setBaseModel("small-lm")
                        .setBaseModelHash("ab12")
                        .setGpus(1)
                        .setTerm(3)
                        .setWarm(true)
                        .setPid(4711)
                        .setAddress("127.0.0.1:7300")
                        .setNumerics("bits")
                        .setHolding(io.prompttuner.protocol.fleet.Holding.newBuilder()
                                .setJob("job-1")
                                .setAttempt(9)
                                .setStep(30)
                                .setBatchScale(1)
                                .setGeneration(4))
                        .build());
    }

    @Test
    void carriesEverythingAWorkerSays() {
        client.say(new FleetMessage.Heartbeat(HELD));
        client.say(new FleetMessage.Warm(1.5, "bits"));
        client.say(new FleetMessage.LetGo(HELD, Why.ERROR, "why"));
        client.say(new FleetMessage.LetGo(HELD, Why.LEFT, ""));
        client.say(new FleetMessage.Failed("broken"));

        controller.await(FromWorker::hasFailed);

        assertThat(controller.heard().stream().map(FromWorker::getMessageCase))
                .containsExactly(
                        FromWorker.MessageCase.ATTACHED,
                        FromWorker.MessageCase.HEARTBEAT,
                        FromWorker.MessageCase.WARM,
                        FromWorker.MessageCase.LET_GO,
                        FromWorker.MessageCase.LET_GO,
                        FromWorker.MessageCase.FAILED);
        assertThat(controller.heard().get(2).getWarm().getNumerics()).isEqualTo("bits");
        assertThat(controller.heard().get(3).getLetGo().getWhy())
                .isEqualTo(io.prompttuner.protocol.fleet.LetGo.Why.ERROR);
        assertThat(controller.heard().get(4).getLetGo().getWhy())
                .isEqualTo(io.prompttuner.protocol.fleet.LetGo.Why.LEFT);
    }

    @Test
    void hearsEverythingAControllerSays() {
        var job = Jobs.job("job-1").submitted(1, 4);

        controller.assign(job, 9);
        controller.resize("job-1", 9, TEAM);
        controller.pause("job-1", 9);
        controller.cancel("job-1", 9);
        controller.drop("job-1", 9);

        await().until(() -> told.size() == 6);
        assertThat(told)
                .containsExactly(
                        new Command.Acknowledge(),
                        new Command.Assign(
                                job,
                                9,
                                1,
                                new Team("job-1/9", 1, List.of(TEAM.seats().get(0)))),
                        new Command.Resize("job-1", 9, TEAM),
                        new Command.Pause("job-1", 9),
                        new Command.Stop("job-1", 9, EndReason.CANCEL_REQUESTED),
                        new Command.Drop("job-1", 9));
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() {
        controller.tell(FromController.newBuilder());
        controller.tell(
                FromController.newBuilder().setAssign(Assign.newBuilder().setJob(ByteString.copyFromUtf8("no job"))));
        controller.tell(FromController.newBuilder()
                .setAssign(Assign.newBuilder()
                        .setJob(ByteString.copyFrom(
                                EventCodec.encode(Jobs.job("without-a-group").submitted(1, 4))))));
        controller.tell(
                FromController.newBuilder().setResize(Resize.newBuilder().setJob("job-1")));
        controller.tell(FromController.newBuilder().setStop(Stop.newBuilder().setJob("job-1")));
        controller.drop("job-1", 9);

        await().until(() -> told.contains(new Command.Drop("job-1", 9)));
        assertThat(told).containsExactly(new Command.Acknowledge(), new Command.Drop("job-1", 9));
    }

    @Test
    void attachesAgainWhenTheControllerIsBack() throws Exception {
        int port = controller.port();
        controller.close();
        await().until(() -> disconnections.get() > 0);
        client.say(new FleetMessage.Heartbeat(null)); // into the void

        controller = ScriptedController.start(port, 8);

        assertThat(controller.await(message -> true).hasAttached()).isTrue();
    }

    @Test
    void holdsOneStreamAtATime() {
        client.reopen();

        await().until(() ->
                controller.heard().stream().filter(FromWorker::hasAttached).count() == 2);
        await().until(() -> controller.openStreams() == 1);
    }

    private FleetClient client(String target) {
        return new FleetClient(target, SELF, timer, new FleetListener() {
            @Override
            public void connected() {
                client.say(new FleetMessage.Attached(3, true, "bits", HELD));
            }

            @Override
            public void disconnected() {
                disconnections.incrementAndGet();
            }

            @Override
            public void told(long term, Command command) {
                assertThat(term).isEqualTo(7);
                told.add(command);
            }
        });
    }
}
