package io.prompttuner.trainer.group.grpc;

import io.grpc.stub.CallStreamObserver;
import io.prompttuner.protocol.group.Hello;
import io.prompttuner.protocol.group.Said;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream between two members, whoever of them has opened it. */
final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Messages that may wait for a member that does not read; more are lost, and it will ask for a state. */
    private static final int WAITING = 64;

    private final GrpcMesh mesh;
    private final String member;
    private final CallStreamObserver<Said> out;
    private int waiting;
    private boolean over;

    Link(GrpcMesh mesh, String member, CallStreamObserver<Said> out) {
        this.mesh = mesh;
        this.member = member;
        this.out = out;
    }

    String member() {
        return member;
    }

    synchronized void send(Said said) {
        waiting = out.isReady() ? 0 : waiting + 1;
        if (!over && waiting <= WAITING) {
            out.onNext(said);
        }
    }

    synchronized void complete() {
        if (!over) {
            over = true;
            out.onCompleted();
        }
    }

    void hello(String group, String self) {
        send(Said.newBuilder()
                .setHello(Hello.newBuilder().setGroup(group).setMember(self))
                .build());
    }

    void onNext(Said said) {
        try {
            MessageCodec.decode(said).ifPresent(message -> mesh.inbox().heard(member, message));
        } catch (IOException unfit) {
            LOG.warn("from {}: {}", member, unfit.getMessage());
        }
    }

    void broken() {
        synchronized (this) {
            over = true;
        }
        mesh.broken(this);
    }
}
