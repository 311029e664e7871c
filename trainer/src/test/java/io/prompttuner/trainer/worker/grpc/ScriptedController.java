package io.prompttuner.trainer.worker.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.prompttuner.protocol.fleet.Acknowledge;
import io.prompttuner.protocol.fleet.Assign;
import io.prompttuner.protocol.fleet.Drop;
import io.prompttuner.protocol.fleet.FleetGrpc;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.Group;
import io.prompttuner.protocol.fleet.LetGo;
import io.prompttuner.protocol.fleet.Pause;
import io.prompttuner.protocol.fleet.Resize;
import io.prompttuner.protocol.fleet.Seat;
import io.prompttuner.protocol.fleet.Stop;
import io.prompttuner.trainer.worker.Team;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.JobSubmitted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The other end of the fleet protocol, for real, with a test instead of a mind. Acknowledges what it hears. */
public final class ScriptedController extends FleetGrpc.FleetImplBase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Server server;
    private final List<FromWorker> heard = new CopyOnWriteArrayList<>();
    private final List<StreamObserver<FromController>> streams = new CopyOnWriteArrayList<>();
    private volatile long term;

    private ScriptedController(int port, long term) throws IOException {
        this.term = term;
        this.server = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                .addService(this)
                .build()
                .start();
    }

    /** Serves on a port, 0 for any. */
    public static ScriptedController start(int port, long term) throws IOException {
        return new ScriptedController(port, term);
    }

    public int port() {
        return server.getPort();
    }

    public String target() {
        return "127.0.0.1:" + port();
    }

    /** All that was heard so far. */
    public List<FromWorker> heard() {
        return heard;
    }

    /** Streams that are open. */
    public int openStreams() {
        return streams.size();
    }

    /** From now on it speaks under this term. */
    public void claim(long newTerm) {
        term = newTerm;
    }

    /** To be tuned by the worker that attached last, alone. */
    public void assign(JobSubmitted job, long attempt) {
        assign(job, attempt, team(job.job(), attempt, 1, lastAttached()));
    }

    /** To be shared by these. */
    public void assign(JobSubmitted job, long attempt, Team team) {
        tell(FromController.newBuilder()
                .setAssign(Assign.newBuilder()
                        .setAttempt(attempt)
                        .setJob(ByteString.copyFrom(EventCodec.encode(job)))
                        .setBatchScale(1)
                        .setGroup(group(team))));
    }

    public void resize(String job, long attempt, Team team) {
        tell(FromController.newBuilder()
                .setResize(Resize.newBuilder().setJob(job).setAttempt(attempt).setGroup(group(team))));
    }

    /** Workers that have attached, as those who share a job from this generation on. */
    public Team team(String job, long attempt, long generation, String... workers) {
        return new Team(
                job + "/" + attempt,
                generation,
                Stream.of(workers)
                        .map(worker -> new Team.Seat(worker, worker + "/1", address(worker)))
                        .toList());
    }

    public void pause(String job, long attempt) {
        tell(FromController.newBuilder().setPause(Pause.newBuilder().setJob(job).setAttempt(attempt)));
    }

    public void drop(String job, long attempt) {
        tell(FromController.newBuilder().setDrop(Drop.newBuilder().setJob(job).setAttempt(attempt)));
    }

    public void cancel(String job, long attempt) {
        tell(FromController.newBuilder()
                .setStop(Stop.newBuilder().setJob(job).setAttempt(attempt).setReason(Stop.Reason.CANCEL_REQUESTED)));
    }

    public void tell(FromController.Builder message) {
        FromController signed = message.setTerm(term).build();
        streams.forEach(stream -> send(stream, signed));
    }

    /** The first message of this kind, now or soon. */
    public FromWorker await(Predicate<FromWorker> such) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> matching(such).findFirst().isPresent());
        return matching(such).findFirst().orElseThrow();
    }

    /** The worker letting go of an attempt, now or soon. */
    public LetGo awaitLetGo(long attempt) {
        return await(message ->
                        message.hasLetGo() && message.getLetGo().getHeld().getAttempt() == attempt)
                .getLetGo();
    }

    /** The step of an attempt has come so far, now or soon. */
    public void awaitStep(long attempt, long step) {
        await(message -> message.hasHeartbeat()
                && message.getHeartbeat().getHolding().getAttempt() == attempt
                && message.getHeartbeat().getHolding().getStep() >= step);
    }

    /** Ends every stream as a crash would. */
    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    @Override
    public StreamObserver<FromWorker> attach(StreamObserver<FromController> answers) {
        streams.add(answers);
        return new StreamObserver<>() {
            @Override
            public void onNext(FromWorker message) {
                heard.add(message);
                if (message.hasAttached() || message.hasHeartbeat()) {
                    send(
                            answers,
                            FromController.newBuilder()
                                    .setTerm(term)
                                    .setAcknowledge(Acknowledge.getDefaultInstance())
                                    .build());
                }
            }

            @Override
            public void onError(Throwable broken) {
                streams.remove(answers);
            }

            @Override
            public void onCompleted() {
                streams.remove(answers);
                answers.onCompleted();
            }
        };
    }

    private String lastAttached() {
        List<FromWorker> attached = matching(FromWorker::hasAttached).toList();
        return attached.get(attached.size() - 1).getWorker();
    }

    private String address(String worker) {
        return await(message -> message.hasAttached() && message.getWorker().equals(worker))
                .getAttached()
                .getAddress();
    }

    private static Group group(Team team) {
        var group = Group.newBuilder().setName(team.name()).setGeneration(team.generation());
        team.seats()
                .forEach(seat -> group.addSeats(Seat.newBuilder()
                        .setWorker(seat.worker())
                        .setMember(seat.member())
                        .setAddress(seat.address())));
        return group.build();
    }

    private Stream<FromWorker> matching(Predicate<FromWorker> such) {
        return heard.stream().filter(such);
    }

    private static void send(StreamObserver<FromController> stream, FromController message) {
        synchronized (stream) {
            stream.onNext(message);
        }
    }
}
