package io.prompttuner.trainer.worker.process;

import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.store.Numerics;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.model.BaseModel;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.group.grpc.GroupPort;
import io.prompttuner.trainer.group.grpc.GrpcMesh;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.run.Manifests;
import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.trainer.worker.Happening;
import io.prompttuner.trainer.worker.Phase;
import io.prompttuner.trainer.worker.WorkerRule;
import io.prompttuner.trainer.worker.attempt.AttemptRunner;
import io.prompttuner.trainer.worker.attempt.BankLookup;
import io.prompttuner.trainer.worker.attempt.Replica;
import io.prompttuner.trainer.worker.attempt.Stores;
import io.prompttuner.trainer.worker.attempt.Workplace;
import io.prompttuner.trainer.worker.grpc.FleetClient;
import io.prompttuner.trainer.worker.grpc.FleetListener;
import io.prompttuner.trainer.worker.grpc.GrpcBank;
import io.prompttuner.trainer.worker.kafka.KafkaReports;
import io.prompttuner.trainer.worker.kafka.TopicCheck;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The parts of a worker, put together and kept running until its life ends. */
final class WorkerProgram implements Desk.Hands, FleetListener {

    private static final Duration TO_SAY_WHY = Duration.ofSeconds(30);
    private static final Duration EVER = Duration.ofDays(1);

    private final WorkerSettings settings;
    private final InstantSource clock;
    private final Desk desk;
    private final FleetClient fleet;
    private final KafkaReports reports;
    private final BankLookup bank;
    private final GroupPort port;
    private final TrainerThread trainer;

    private WorkerProgram(WorkerSettings settings, GroupPort port, ProgramLife life, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.port = life.with(port);
        this.desk = new Desk(WorkerRule.DEFAULT, clock, this);
        var home = new ModelHome(settings);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(WorkerProgram::timerThread);
        life.with(timer::shutdownNow);
        this.fleet = life.with(new FleetClient(settings.controller(), home.identity(port.port()), timer, this));
        this.reports = life.with(KafkaReports.start(EventWriter.forgetful(kafka()), settings.reports()));
        this.bank = bank(life);
        this.trainer = life.with(new TrainerThread(desk, () -> load(home), () -> sayWhyAndEnd(life)));
        Future<?> ticking = timer.scheduleAtFixedRate(() -> desk.happens(new Happening.Tick()), 1, 1, TimeUnit.SECONDS);
        life.with(() -> ticking.cancel(false));
    }

    /** Runs a worker until its life ends; the exit code. Where it can't listen, an {@link IOException} says so. */
    static int run(WorkerSettings settings, ProgramLife life, InstantSource clock)
            throws IOException, InterruptedException {
        GroupPort port = GroupPort.at(new InetSocketAddress(settings.host(), 0));
        var program = new WorkerProgram(settings, port, life, clock);
        program.fleet.open();
        program.trainer.start();
        program.desk.await(state -> !(state.phase() instanceof Phase.Loading), EVER);
        if (program.desk.state().phase().warm()) {
            life.ready(settings.workerId());
        }
        life.awaitEnd();
        return program.desk.state().phase() instanceof Phase.Broken ? 1 : 0;
    }

    @Override
    public void say(FleetMessage message) {
        fleet.say(message);
    }

    @Override
    public void begin(Command.Assign assignment) {
        trainer.begin(assignment);
    }

    @Override
    public void reconnect() {
        fleet.reopen();
    }

    @Override
    public void connected() {
        desk.happens(new Happening.Connected());
    }

    @Override
    public void disconnected() {
        desk.happens(new Happening.Disconnected());
    }

    @Override
    public void told(long term, Command command) {
        desk.happens(new Happening.Told(term, command));
    }

    private TrainerThread.Loaded load(ModelHome home) throws IOException {
        BaseModel found = home.found();
        var stores = DirectoryStores.in(settings.store(), clock);
        stores.requireWritable();
        LoadedModel model = LoadedModel.load(found.directory(), settings.devices());
        TopicCheck.stopIfUnfit(kafka());
        var replica = new Replica(
                found.name(),
                model.hash(),
                model.network(),
                model.encoder(),
                model.features(),
                (data, seed, tuning, stop, initial) -> Manifests.of(model, data, seed, tuning, stop, initial));
        var place = new Workplace(
                settings.workerId(),
                replica,
                new Stores(stores.datasets(), stores.prompts(), stores.checkpoints()),
                reports,
                bank,
                desk,
                (group, member) -> member(group, member, model.network().hidden()),
                settings.habits(),
                new ResidentMemory(),
                clock);
        return new TrainerThread.Loaded(new AttemptRunner(place), spoken(model.numerics()), model);
    }

    private LiveMember member(String group, String name, int hidden) {
        return new LiveMember(name, "", inbox -> new GrpcMesh(group, name, port, hidden, inbox), System::nanoTime);
    }

    private static String spoken(Numerics numerics) {
        return "%s, %s, %s, threads: %d"
                .formatted(numerics.dtype(), numerics.library(), numerics.processor(), numerics.threads());
    }

    private BankLookup bank(ProgramLife life) {
        return settings.bank()
                .<BankLookup>map(target -> life.with(GrpcBank.connect(target)))
                .orElse((job, features, k) -> Optional.empty());
    }

    private KafkaConnection kafka() {
        return KafkaConnection.of(settings.kafka(), settings.workerId());
    }

    /** The controller should know why its worker ends, if it can be told soon. */
    private void sayWhyAndEnd(ProgramLife life) {
        try {
            desk.await(state -> state.connected(), TO_SAY_WHY);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        life.end();
    }

    private static Thread timerThread(Runnable work) {
        var thread = new Thread(work, "timer");
        thread.setDaemon(true);
        return thread;
    }
}
