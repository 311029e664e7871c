package io.prompttuner.runtime;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where a program is to serve.
 *
 * @param port 0 means any free one
 * @param setting the environment variable that chooses it
 */
public record ServicePort(String host, int port, String setting) {

    /**
     * Looks before the program does anything that others would notice; somebody may still come in between.
     *
     * @throws PortTakenException if something else listens there
     */
    public void requireFree() throws IOException {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException refused) {
            if (String.valueOf(refused.getMessage()).contains("in use")) {
                throw new PortTakenException(this, refused);
            }
            throw new IOException(
                    "port %d on %s (%s): %s".formatted(port, host, setting, refused.getMessage()), refused);
        }
    }
}
