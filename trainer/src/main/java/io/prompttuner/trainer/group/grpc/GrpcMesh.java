package io.prompttuner.trainer.group.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.prompttuner.protocol.group.GroupGrpc;
import io.prompttuner.protocol.group.Said;
import io.prompttuner.trainer.group.Letter;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.group.live.Inbox;
import io.prompttuner.trainer.group.live.Mesh;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links the members of one group, each with each, by one gRPC stream a pair. The younger of two opens it, and opens it
 * again when it breaks, for as long as both belong to the group. Thread-safe.
 */
public final class GrpcMesh implements Mesh {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcMesh.class);
    private static final long AGAIN_MILLIS = 100;
    private static final long CLOSE_MILLIS = 500;
    private static final long ALIVE_SECONDS = 10; // gRPC looks no more often

    private final String group;
    private final String self;
    private final GroupPort port;
    private final MessageCodec codec;
    private final Inbox inbox;
    private final ScheduledExecutorService timer;
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, ManagedChannel> channels = new HashMap<>();
    private final AtomicLong bytesSent = new AtomicLong();
    private Roster roster = new Roster(-1, List.of());
    private boolean closed;

    /**
     * Opens a group at a port.
     *
     * @param group what its members agree on, no other group is called, and nobody else can guess: who knows it is let in
     * @param hidden width of a prompt token
     */
    public GrpcMesh(String group, String self, GroupPort port, int hidden, Inbox inbox) {
        this.group = group;
        this.self = self;
        this.port = port;
        this.codec = new MessageCodec(hidden);
        this.inbox = inbox;
        this.timer = Executors.newSingleThreadScheduledExecutor(GrpcMesh::daemon);
        port.open(this);
    }

    String group() {
        return group;
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    public synchronized void follow(Roster newer) {
        if (closed || newer.generation() <= roster.generation()) {
            return;
        }
        roster = newer;
        for (Seat seat : newer.before(self)) {
            if (!channels.containsKey(seat.member())) {
                channels.put(seat.member(), channelTo(seat.address()));
                dial(seat.member());
            }
        }
    }

    @Override
    public void send(Letter letter) {
        List<Link> to = linksTo(letter);
        if (to.isEmpty()) {
            return;
        }
        Said said = codec.encode(letter.message());
        for (Link link : to) {
            link.send(said);
            bytesSent.addAndGet(said.getSerializedSize());
        }
    }

    /** What this member has sent so far, as protocol messages. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Takes leave, and gives what was sent some time to arrive. */
    @Override
    public void close() {
        List<ManagedChannel> open;
        List<Link> linked;
        synchronized (this) {
            closed = true;
            linked = List.copyOf(links.values());
            open = List.copyOf(channels.values());
        }
        port.shut(this);
        timer.shutdownNow();
        linked.forEach(Link::complete);
        open.forEach(ManagedChannel::shutdown);
        try {
            for (ManagedChannel channel : open) {
                if (!channel.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    channel.shutdownNow();
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            open.forEach(ManagedChannel::shutdownNow);
        }
    }

    /** A younger member has come. */
    Link welcome(String member, CallStreamObserver<Said> answers) {
        var link = new Link(this, member, answers);
        link.hello(group, self);
        stand(link);
        return link;
    }

    void broken(Link link) {
        synchronized (this) {
            if (!links.remove(link.member(), link)) {
                return;
            }
        }
        LOG.debug("{} lost {}", self, link.member());
        inbox.lost(link.member());
    }

    private void stand(Link link) {
        synchronized (this) {
            if (closed) {
                link.complete();
                return;
            }
            @Nullable Link before = links.put(link.member(), link);
            if (before != null) {
                before.complete();
            }
        }
        inbox.reached(link.member());
    }

    private synchronized List<Link> linksTo(Letter letter) {
        if (letter.to().isEmpty()) {
            return List.copyOf(links.values());
        }
        @Nullable Link link = links.get(letter.to().get());
        return link == null ? List.of() : List.of(link);
    }

    private static ManagedChannel channelTo(String address) {
        return ManagedChannelBuilder.forTarget(address)
                .usePlaintext()
                .maxInboundMessageSize(GroupPort.LARGEST)
                .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(GroupPort.SILENT_SECONDS, TimeUnit.SECONDS)
                .directExecutor() // handing over is all that is done
                .build();
    }

    /** Opens a stream to an older member, or gives its channel up if it belongs to the group no more. */
    private synchronized void dial(String member) {
        @Nullable ManagedChannel channel = channels.get(member);
        if (closed || channel == null) {
            return;
        }
        if (!roster.has(member)) {
            channels.remove(member);
            channel.shutdownNow();
            return;
        }
        channel.resetConnectBackoff();
        var dialled = new Dialled(member);
        GroupGrpc.newStub(channel).talk(dialled);
        dialled.hello();
    }

    private void dialLater(String member) {
        try {
            Future<?> later = timer.schedule(() -> dial(member), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            LOG.trace("dialling {} again: {}", member, later);
        } catch (RejectedExecutionException closing) {
            LOG.trace("not dialled again: {}", closing.getMessage());
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "group-timer");
        thread.setDaemon(true);
        return thread;
    }

    /** A stream this member has opened; it stands once the other has said who it is. */
    private final class Dialled implements ClientResponseObserver<Said, Said> {

        private final String member;
        private @Nullable Link link;
        private boolean stands;

        Dialled(String member) {
            this.member = member;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Said> out) {
            link = new Link(GrpcMesh.this, member, out);
        }

        void hello() {
            if (link != null) {
                link.hello(group, self);
            }
        }

        @Override
        public void onNext(Said said) {
            if (link == null) {
                return;
            }
            if (stands) {
                link.onNext(said);
            } else {
                stands = true;
                stand(link);
            }
        }

        @Override
        public void onError(Throwable failed) {
            LOG.debug("{} does not reach {}: {}", self, member, failed.getMessage());
            over();
        }

        @Override
        public void onCompleted() {
            over();
        }

        private void over() {
            if (link != null) {
                link.complete();
                broken(link);
            }
            if (!stands) {
                inbox.lost(member);
            }
            dialLater(member);
        }
    }
}
