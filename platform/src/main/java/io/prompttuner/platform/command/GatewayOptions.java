package io.prompttuner.platform.command;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.data.Tokens;
import io.prompttuner.platform.http.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway to ask, and as whom. */
final class GatewayOptions {

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "Address of the gateway. Default: $PROMPTTUNER_GATEWAY, else the one that runs over the data"
                    + " directory.")
    private @Nullable URI gateway;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "Whose jobs. Default: whose token is in $PROMPTTUNER_TOKEN, else the only tenant of the data"
                    + " directory.")
    private @Nullable String tenant;

    GatewayClient client(Surroundings surroundings) throws IOException {
        DataDirectory directory = data.in(surroundings);
        return new GatewayClient(address(surroundings, directory), token(surroundings, directory));
    }

    DataDirectory directory(Surroundings surroundings) {
        return data.in(surroundings);
    }

    private URI address(Surroundings surroundings, DataDirectory directory) throws IOException {
        if (gateway != null) {
            return gateway;
        }
        String named = surroundings.environment().get("PROMPTTUNER_GATEWAY");
        if (named != null) {
            return URI.create(named);
        }
        return InstallationStatus.read(directory.status())
                .map(status -> URI.create(status.gateway()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.PLATFORM_AWAY,
                        "nothing runs over %s: start it with `prompttuner up`, or name a gateway with --gateway"
                                .formatted(directory.root())));
    }

    private String token(Surroundings surroundings, DataDirectory directory) throws IOException {
        String given = surroundings.environment().get("PROMPTTUNER_TOKEN");
        if (given != null && tenant == null) {
            return given;
        }
        Map<String, String> tokens = Tokens.read(directory.tokens()).byTenant();
        if (tenant != null) {
            return known(tenant, tokens, directory);
        }
        if (tokens.size() == 1) {
            return tokens.values().iterator().next();
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                tokens.isEmpty()
                        ? "no token: set PROMPTTUNER_TOKEN (%s holds none)".formatted(directory.tokens())
                        : "which tenant? name one with --tenant: " + String.join(", ", tokens.keySet()));
    }

    private static String known(String tenant, Map<String, String> tokens, DataDirectory directory) {
        String token = tokens.get(tenant);
        if (token == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no tenant %s in %s; there are: %s"
                            .formatted(tenant, directory.tokens(), String.join(", ", tokens.keySet())));
        }
        return token;
    }
}
