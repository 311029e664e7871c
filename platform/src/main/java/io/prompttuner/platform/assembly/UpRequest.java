package io.prompttuner.platform.assembly;

import io.prompttuner.platform.data.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of {@code up}.
 *
 * @param tenants who must have a credential; those who have one keep it
 * @param models a catalogue of base models instead of the one of the data directory
 * @param scheduling which policy decides, and whether that is recorded
 * @param home the checkout
 */
public record UpRequest(
        DataDirectory data,
        int gatewayPort,
        int workers,
        List<String> tenants,
        Optional<Path> models,
        Scheduling scheduling,
        Path home) {

    public UpRequest {
        tenants = List.copyOf(tenants);
    }
}
