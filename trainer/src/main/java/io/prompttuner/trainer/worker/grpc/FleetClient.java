package io.prompttuner.trainer.worker.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.prompttuner.protocol.fleet.FleetGrpc;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.trainer.worker.FleetMessage;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one stream to the controller open, and opens another, with back-off, whenever it closes. What is said while none
 * is open is lost, as what counts is said again on attaching. Thread-safe; calls its listener without holding a lock.
 */
public final class FleetClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetClient.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long CLOSE_SECONDS = 5;

    private final ManagedChannel channel;
    private final String target;
    private final MessageEncoder encoder;
    private final ScheduledExecutorService timer;
    private final FleetListener listener;
    private @Nullable Stream current;
    private Duration pause = FIRST;
    private boolean away;
    private boolean closed;

    /**
     * Prepares a client.
     *
     * @param target {@code host:port} of the controller, which need not be there yet
     * @param timer opens streams after a pause; belongs to the caller
     */
    public FleetClient(String target, WorkerIdentity self, ScheduledExecutorService timer, FleetListener listener) {
        this.channel = ManagedChannelBuilder.forTarget(target).usePlaintext().build();
        this.target = target;
        this.encoder = new MessageEncoder(self);
        this.timer = timer;
        this.listener = listener;
    }

    /** Opens the stream; returns at once. */
    public void open() {
        Stream stream = new Stream();
        synchronized (this) {
            if (closed) {
                return;
            }
            current = stream;
        }
        channel.resetConnectBackoff(); // the channel's own back-off grows to minutes
        FleetGrpc.newStub(channel).attach(stream);
    }

    /** Says something over the open stream, if one is. */
    public synchronized void say(FleetMessage message) {
        if (current != null && !closed) {
            current.send(encoder.encode(message));
        }
    }

    /** Gives the open stream up for another. */
    public void reopen() {
        @Nullable Stream old;
        synchronized (this) {
            old = current;
            if (old != null) {
                old.over = true;
            }
        }
        if (old != null) {
            old.cancel();
        }
    }

    /** Sends what was said, then closes. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            if (current != null) {
                current.complete();
            }
        }
        channel.shutdown();
        if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            channel.shutdownNow();
        }
    }

    private synchronized boolean opened(Stream stream) {
        if (stream != current) {
            return false;
        }
        pause = FIRST;
        if (away) {
            away = false;
            LOG.info("the controller at {} is there again", target);
        }
        return true;
    }

    private void ended(Stream stream, Status status) {
        long wait;
        synchronized (this) {
            if (stream != current) {
                return;
            }
            current = null;
            if (!away && !closed) {
                away = true;
                LOG.warn("the controller at {} is away ({}); trying again", target, status.getCode());
            }
            wait = pause.toMillis();
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        }
        listener.disconnected();
        try {
            Future<?> next = timer.schedule(this::open, wait, TimeUnit.MILLISECONDS);
            LOG.trace("opening another stream in {} ms: {}", wait, next);
        } catch (RejectedExecutionException ending) {
            LOG.debug("not opened again: {}", ending.getMessage());
        }
    }

    /** One stream from its opening to its end. */
    private final class Stream implements ClientResponseObserver<FromWorker, FromController> {

        private @Nullable ClientCallStreamObserver<FromWorker> requests;
        private boolean announced;
        private boolean over;

        @Override
        public void beforeStart(ClientCallStreamObserver<FromWorker> started) {
            requests = started;
            started.setOnReadyHandler(this::ready);
        }

        @Override
        public void onNext(FromController message) {
            CommandDecoder.decode(message).ifPresent(command -> listener.told(message.getTerm(), command));
        }

        @Override
        public void onError(Throwable failed) {
            ended(this, Status.fromThrowable(failed));
        }

        @Override
        public void onCompleted() {
            ended(this, Status.OK);
        }

        void send(FromWorker message) {
            if (announced && !over && requests != null) {
                requests.onNext(message);
            }
        }

        void cancel() {
            if (requests != null) {
                requests.cancel("nobody answers", null);
            }
        }

        void complete() {
            if (announced && !over && requests != null) {
                over = true;
                requests.onCompleted();
            }
        }

        /** Called whenever the stream takes more; the first time the connection stands. */
        private void ready() {
            synchronized (FleetClient.this) {
                if (announced || over || !opened(this)) {
                    return;
                }
                announced = true;
            }
            listener.connected();
        }
    }
}
