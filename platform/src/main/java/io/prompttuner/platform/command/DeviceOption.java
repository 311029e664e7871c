package io.prompttuner.platform.command;

import io.prompttuner.trainer.placement.Devices;
import java.util.List;
import picocli.CommandLine.Option;

/** What a command computes on. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "NAMES",
            defaultValue = "cpu",
            description = Devices.EXPECTED + "; a model is split by layer between several. Default: ${DEFAULT-VALUE}.")
    private String names = "cpu";

    List<String> faults() {
        try {
            Devices.named(names);
            return List.of();
        } catch (IllegalArgumentException none) {
            return List.of("--device: expected %s, got %s".formatted(Devices.EXPECTED, names));
        }
    }

    /** The devices, if there are no faults. */
    Devices devices() {
        return Devices.named(names);
    }
}
