package io.prompttuner.platform.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells whether a server could listen on a port of 127.0.0.1 now. */
@FunctionalInterface
public interface PortProbe {

    boolean isFree(int port);

    /** Asks the kernel. */
    static PortProbe loopback() {
        return PortProbe::bindsNow;
    }

    private static boolean bindsNow(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as servers do: a port in TIME_WAIT is free
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
