package io.prompttuner.controller.it;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.prompttuner.protocol.fleet.Assign;
import io.prompttuner.protocol.fleet.Attached;
import io.prompttuner.protocol.fleet.FleetGrpc;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.Heartbeat;
import io.prompttuner.protocol.fleet.Holding;
import io.prompttuner.protocol.fleet.LetGo;
import io.prompttuner.protocol.fleet.Resize;
import io.prompttuner.wire.Decoded;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.JobSubmitted;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker without a model: it speaks the real protocol over a real stream and obeys, but tunes nothing. */
final class ScriptedWorker implements AutoCloseable {

    private final String id;
    private final String baseModel;
    private final String hash;
    private final ManagedChannel channel;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final List<FromController> told = new CopyOnWriteArrayList<>();
    private @Nullable StreamObserver<FromWorker> out;
    private @Nullable Holding holding;
    private long term;
    private boolean silent;
    private @Nullable Future<?> beating;

    ScriptedWorker(String id, String baseModel, String hash, int controllerPort) {
        this.id = id;
        this.baseModel = baseModel;
        this.hash = hash;
        this.channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), controllerPort))
                .usePlaintext()
                .build();
    }

    void start() {
        beating = beat.scheduleWithFixedDelay(this::beat, 0, 200, TimeUnit.MILLISECONDS);
    }

    String address() {
        return id + ":1";
    }

    synchronized @Nullable Holding holding() {
        return holding;
    }

    /** The same; nothing of no job if it holds none. */
    synchronized Holding held() {
        return holding == null ? Holding.getDefaultInstance() : holding;
    }

    /** Everything but acknowledgements, in the order in which it came. */
    List<FromController> told() {
        return told.stream()
                .filter(message -> message.getMessageCase() != FromController.MessageCase.ACKNOWLEDGE)
                .toList();
    }

    /** Says nothing any more, and hears nothing, as if the machine hung. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized void speakAgain() {
        silent = false;
        out = null;
    }

    /** Reports that the end of its job is acknowledged. */
    synchronized void letGo(LetGo.Why why) {
        if (holding != null) {
            say(message().setLetGo(LetGo.newBuilder().setHeld(holding).setWhy(why)));
        }
        holding = null;
    }

    @Override
    public void close() {
        if (beating != null) {
            beating.cancel(true);
        }
        beat.shutdownNow();
        channel.shutdownNow();
    }

    private synchronized void beat() {
        if (silent) {
            return;
        }
        if (out == null) {
            attach();
        } else {
            Heartbeat.Builder heartbeat = Heartbeat.newBuilder();
            if (holding != null) {
                heartbeat.setHolding(holding);
            }
            say(message().setHeartbeat(heartbeat));
        }
    }

    private void attach() {
        out = FleetGrpc.newStub(channel).attach(new Ears());
        Attached.Builder attached = Attached.newBuilder()
                .setBaseModel(baseModel)
                .setBaseModelHash(hash)
                .setGpus(1)
                .setTerm(term)
                .setWarm(true)
                .setAddress(address());
        if (holding != null) {
            attached.setHolding(holding);
        }
        say(message().setAttached(attached));
    }

    private synchronized void obey(FromController message) {
        if (silent || message.getTerm() < term) {
            return;
        }
        term = message.getTerm();
        told.add(message);
        switch (message.getMessageCase()) {
            case ASSIGN -> take(message.getAssign());
            case RESIZE -> resize(message.getResize());
            case PAUSE -> leave(message.getPause().getAttempt(), LetGo.Why.PAUSED);
            case DROP -> leave(message.getDrop().getAttempt(), LetGo.Why.DROPPED);
            default -> {}
        }
    }

    /** Begins the job, or enters a newer attempt of the one at hand. */
    private void take(Assign assign) {
        String name = EventCodec.decode(assign.getJob().toByteArray(), JobSubmitted.class)
                .match(JobSubmitted::job, (Decoded.Bad<JobSubmitted> bad) -> bad.message());
        boolean newer = holding != null && holding.getJob().equals(name) && holding.getAttempt() < assign.getAttempt();
        if (holding == null || newer) {
            holding = Holding.newBuilder()
                    .setJob(name)
                    .setAttempt(assign.getAttempt())
                    .setBatchScale(assign.getBatchScale())
                    .setGeneration(assign.getGroup().getGeneration())
                    .build();
        }
    }

    /** Goes on with the others, or leaves them. */
    private void resize(Resize resize) {
        if (holding == null || holding.getAttempt() != resize.getAttempt()) {
            return;
        }
        holding = holding.toBuilder()
                .setGeneration(resize.getGroup().getGeneration())
                .build();
        if (resize.getGroup().getSeatsList().stream()
                .noneMatch(seat -> seat.getWorker().equals(id))) {
            letGo(LetGo.Why.LEFT);
        }
    }

    private void leave(long attempt, LetGo.Why why) {
        if (holding != null && holding.getAttempt() == attempt) {
            letGo(why);
        }
    }

    private FromWorker.Builder message() {
        return FromWorker.newBuilder().setWorker(id);
    }

    private void say(FromWorker.Builder message) {
        if (out != null) {
            out.onNext(message.build());
        }
    }

    private synchronized void lost() {
        if (!silent) {
            out = null;
        }
    }

    private final class Ears implements StreamObserver<FromController> {
        @Override
        public void onNext(FromController message) {
            obey(message);
        }

        @Override
        public void onError(Throwable broken) {
            lost();
        }

        @Override
        public void onCompleted() {
            lost();
        }
    }
}
