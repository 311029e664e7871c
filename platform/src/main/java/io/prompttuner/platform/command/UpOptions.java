package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.UpRequest;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person may say about the platform that is to be started. */
final class UpOptions {

    private static final List<String> FIRST_TENANTS = List.of("default");

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the gateway on 127.0.0.1. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many workers may train at a time; each takes one core. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "A tenant to make a token for, unless it has one; may be repeated."
                    + " Default, at the first start: default.")
    private final List<String> tenants = new ArrayList<>();

    @Option(
            names = "--models",
            paramLabel = "FILE",
            description = "Catalogue of base models. Default: models.json in the data directory,"
                    + " which at the first start names the built-in small-lm.")
    private @Nullable Path models;

    @Mixin
    private final SchedulingOptions scheduling = new SchedulingOptions();

    DataDirectory directory(Surroundings surroundings) {
        return data.in(surroundings);
    }

    UpRequest request(Surroundings surroundings) throws IOException {
        DataDirectory directory = data.in(surroundings);
        return new UpRequest(
                directory,
                port,
                workers,
                tenants(directory),
                Optional.ofNullable(models),
                scheduling.scheduling(),
                surroundings.home());
    }

    private List<String> tenants(DataDirectory directory) throws IOException {
        boolean none =
                tenants.isEmpty() && Tokens.read(directory.tokens()).byTenant().isEmpty();
        return none ? FIRST_TENANTS : tenants;
    }

    /** All faults at once. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        require(port >= 1 && port <= 65_535, "--port: expected from 1 to 65535, got " + port, faults);
        require(workers >= 1 && workers <= 64, "--workers: expected from 1 to 64, got " + workers, faults);
        for (String tenant : tenants) {
            require(
                    tenant.matches("[a-z0-9][a-z0-9-]{0,39}"),
                    "--tenant: expected lower-case letters, digits and '-', got '%s'".formatted(tenant),
                    faults);
        }
        scheduling.fault().ifPresent(faults::add);
        return faults;
    }

    private static void require(boolean valid, String fault, List<String> faults) {
        if (!valid) {
            faults.add(fault);
        }
    }
}
