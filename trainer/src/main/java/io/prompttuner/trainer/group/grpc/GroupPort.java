package io.prompttuner.trainer.group.grpc;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.prompttuner.protocol.group.GroupGrpc;
import io.prompttuner.protocol.group.Hello;
import io.prompttuner.protocol.group.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a process is reached by other members: one port for all the groups it belongs to, one after the other. */
public final class GroupPort implements AutoCloseable {

    /** Bytes of the largest message; a state of a prompt of 100 x 8192 floats is a fifth of it. */
    static final int LARGEST = 64 << 20;

    /** How long the other end of a link may leave a question of the transport unanswered. */
    static final long SILENT_SECONDS = 2;

    private final Server server;
    private volatile @Nullable GrpcMesh open;

    private GroupPort(InetSocketAddress address) throws IOException {
        this.server = NettyServerBuilder.forAddress(address)
                .addService(new Door())
                .maxInboundMessageSize(LARGEST)
                .keepAliveTime(SILENT_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(SILENT_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(SILENT_SECONDS, TimeUnit.SECONDS)
                .directExecutor() // handing over is all that is done
                .build()
                .start();
    }

    /** Listens at an address; port 0 leaves the choice to the system. */
    public static GroupPort at(InetSocketAddress address) throws IOException {
        return new GroupPort(address);
    }

    /** A port of the system's choice that this machine alone can reach. */
    public static GroupPort onLoopback() throws IOException {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int port() {
        return server.getPort();
    }

    void open(GrpcMesh mesh) {
        open = mesh;
    }

    void shut(GrpcMesh mesh) {
        if (open == mesh) {
            open = null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
    }

    /** Lets members of the group in that is there now. */
    private final class Door extends GroupGrpc.GroupImplBase {
        @Override
        public StreamObserver<Said> talk(StreamObserver<Said> answers) {
            return new Guest((ServerCallStreamObserver<Said>) answers);
        }
    }

    /** A stream of which nobody knows whose it is until its first message. */
    private final class Guest implements StreamObserver<Said> {

        private final ServerCallStreamObserver<Said> answers;
        private @Nullable Link link;

        Guest(ServerCallStreamObserver<Said> answers) {
            this.answers = answers;
            answers.setOnCancelHandler(this::gone);
        }

        @Override
        public void onNext(Said said) {
            if (link != null) {
                link.onNext(said);
                return;
            }
            @Nullable GrpcMesh mesh = open;
            Hello hello = said.getHello();
            if (mesh == null || !mesh.group().equals(hello.getGroup())) {
                answers.onError(Status.NOT_FOUND
                        .withDescription("not of group " + hello.getGroup())
                        .asException());
                return;
            }
            link = mesh.welcome(hello.getMember(), answers);
        }

        @Override
        public void onError(Throwable failed) {
            gone();
        }

        @Override
        public void onCompleted() {
            if (link != null) {
                link.complete();
            }
            gone();
        }

        private void gone() {
            if (link != null) {
                link.broken();
            }
        }
    }
}
