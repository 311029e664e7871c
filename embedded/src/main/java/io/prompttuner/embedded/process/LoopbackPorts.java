package io.prompttuner.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1, for servers that must know theirs before they bind. */
public final class LoopbackPorts {

    /** Asks for any free port. */
    public static final int ANY = 0;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private LoopbackPorts() {}

    /** Two ports that nobody listened on a moment ago; somebody else may still take one first. */
    public static Pair twoFree() {
        try (ServerSocket one = bound(ANY);
                ServerSocket other = bound(ANY)) {
            return new Pair(one.getLocalPort(), other.getLocalPort());
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on 127.0.0.1", none);
        }
    }

    /** Says in one line who wanted a port that is taken, before the server buries it in a stack trace. */
    public static void requireFree(int port, String who) {
        if (port == ANY) {
            return;
        }
        try (ServerSocket probe = bound(port)) {
            probe.getLocalPort();
        } catch (IOException taken) {
            throw new NodeStartException(
                    "port %d on 127.0.0.1 is in use: stop what listens there or give %s another port"
                            .formatted(port, who),
                    taken);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true); // as the servers do: a port in TIME_WAIT is free
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    /** Two different ports. */
    public record Pair(int first, int second) {}
}
