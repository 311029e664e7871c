package io.prompttuner.controller.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.prompttuner.controller.loop.Inbox;
import io.prompttuner.controller.loop.WorkerStreams;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.protocol.fleet.FleetGrpc;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.FromWorker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds one stream per worker, its newest, and numbers them so that an old one's last words are known as old. */
public final class FleetService extends FleetGrpc.FleetImplBase implements WorkerStreams {

    private static final Logger LOG = LoggerFactory.getLogger(FleetService.class);

    private final Inbox inbox;
    private final AtomicLong lastStream = new AtomicLong();
    private final Map<String, Stream> newest = new ConcurrentHashMap<>();

    public FleetService(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public StreamObserver<FromWorker> attach(StreamObserver<FromController> responses) {
        return new Stream(lastStream.incrementAndGet(), (ServerCallStreamObserver<FromController>) responses);
    }

    @Override
    public void tell(Effect.Tell tell) {
        Stream stream = newest.get(tell.worker());
        if (stream != null) {
            stream.send(CommandWords.write(tell));
        }
    }

    private final class Stream implements StreamObserver<FromWorker> {

        private final long number;
        private final ServerCallStreamObserver<FromController> out;
        private @Nullable String worker;

        Stream(long number, ServerCallStreamObserver<FromController> out) {
            this.number = number;
            this.out = out;
            out.setOnCancelHandler(this::gone); // without it, sending to a worker that left would throw
        }

        @Override
        public void onNext(FromWorker message) {
            if (worker == null && !begins(message)) {
                out.onError(Status.INVALID_ARGUMENT
                        .withDescription("a stream begins with attached and the worker's id")
                        .asRuntimeException());
                return;
            }
            String id = message.getWorker();
            WorkerWords.read(message).ifPresent(words -> inbox.put(new Input.Heard(id, number, words)));
        }

        private boolean begins(FromWorker message) {
            if (!message.hasAttached() || message.getWorker().isEmpty()) {
                return false;
            }
            worker = message.getWorker();
            newest.put(worker, this);
            LOG.info(
                    "worker {} attached, process {}",
                    worker,
                    message.getAttached().getPid());
            return true;
        }

        @Override
        public void onError(Throwable broken) {
            gone();
        }

        @Override
        public void onCompleted() {
            gone();
            synchronized (out) {
                out.onCompleted();
            }
        }

        private void gone() {
            String id = worker;
            if (id != null && newest.remove(id, this)) {
                LOG.info("the stream of worker {} ended", id);
                inbox.put(new Input.Heard(id, number, new WorkerMessage.Closed()));
            }
        }

        void send(FromController message) {
            synchronized (out) {
                if (!out.isCancelled()) {
                    out.onNext(message);
                }
            }
        }
    }
}
