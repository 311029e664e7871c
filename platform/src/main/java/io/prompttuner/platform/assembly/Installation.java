package io.prompttuner.platform.assembly;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.Ports;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that is decided once for all parts of one {@code up}.
 *
 * @param gatewayPort where people and programs find the platform
 * @param workers how many workers there may be, each taken for one GPU
 * @param models the catalogue of base models
 * @param scheduling which policy decides, and whether that is recorded
 * @param elasticsearchHome the unpacked distribution
 * @param tasks the tasks that come with the checkout
 * @param java how the JVMs are started
 * @param ownSession program that starts another in a session of its own; empty where there is none
 * @param supervisorToken by which the controller shows that it may start and end workers
 */
public record Installation(
        DataDirectory data,
        Ports ports,
        int gatewayPort,
        int workers,
        Path models,
        Scheduling scheduling,
        Path elasticsearchHome,
        Path tasks,
        JavaLine java,
        List<String> ownSession,
        String supervisorToken) {

    public Installation {
        ownSession = List.copyOf(ownSession);
    }

    /** Where the gateway answers. */
    public String gatewayAddress() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    String brokerAddress() {
        return loopback(ports.broker());
    }

    static String loopback(int port) {
        return "127.0.0.1:" + port;
    }
}
