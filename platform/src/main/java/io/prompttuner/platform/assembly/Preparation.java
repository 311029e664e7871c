package io.prompttuner.platform.assembly;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.embedded.elasticsearch.ElasticsearchHome;
import io.prompttuner.embedded.process.NodeStartException;
import io.prompttuner.platform.data.PortProbe;
import io.prompttuner.platform.data.Ports;
import io.prompttuner.platform.data.PortsFile;
import io.prompttuner.platform.data.Tokens;
import io.prompttuner.store.model.ModelCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes a data directory ready for a start, and finds out all that would make the start fail, before anything runs.
 *
 * @param environment where the search node and the program for own sessions may be named
 * @param secrets nobody can foretell it
 */
public record Preparation(Map<String, String> environment, RandomGenerator secrets, PortProbe probe) {

    private static final String BUILT_IN_MODEL = "small-lm";
    private static final int TOKEN_BYTES = 24;

    /** Everything decided; the caller holds the lock of the directory. */
    public Installation prepare(UpRequest request) throws IOException, RefusedStartException {
        List<String> faults = new ArrayList<>();
        requireGatewayPort(request.gatewayPort(), faults);
        Path models = models(request, faults);
        Path elasticsearch = elasticsearch(faults);
        if (!faults.isEmpty()) {
            throw new RefusedStartException(faults);
        }
        keepTokens(request);
        Ports ports = new PortsFile(request.data().ports()).choose(secrets, probe);
        return new Installation(
                request.data(),
                ports,
                request.gatewayPort(),
                request.workers(),
                models,
                request.scheduling(),
                elasticsearch,
                request.home().resolve("testdata").resolve("tasks"),
                JavaLine.asOurs(),
                OwnSession.prefix(environment),
                secret());
    }

    private void requireGatewayPort(int port, List<String> faults) {
        if (!probe.isFree(port)) {
            faults.add("port %d on 127.0.0.1 is in use: stop what listens there, or choose another with --port"
                    .formatted(port));
        }
    }

    private static Path models(UpRequest request, List<String> faults) throws IOException {
        Path file = request.models().orElse(request.data().models()).toAbsolutePath();
        if (request.models().isEmpty() && !Files.exists(file)) {
            writeDefault(file, request.home().resolve("testdata").resolve(BUILT_IN_MODEL));
        }
        try {
            ModelCatalogue.read(file);
        } catch (NoSuchFileException missing) {
            faults.add("base models: no such file: %s; name another with --models".formatted(missing.getFile()));
        } catch (IOException unusable) {
            faults.add("base models: %s; correct %s or name another file with --models"
                    .formatted(unusable.getMessage(), file));
        }
        return file;
    }

    private static void writeDefault(Path file, Path directory) throws IOException {
        var model = Map.of("name", BUILT_IN_MODEL, "directory", directory.toString(), "gpusPerWorker", 1);
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(file.toFile(), Map.of("models", List.of(model)));
    }

    private Path elasticsearch(List<String> faults) {
        try {
            return ElasticsearchHome.find(environment).path();
        } catch (NodeStartException missing) {
            faults.add(String.valueOf(missing.getMessage()));
            return Path.of("");
        }
    }

    private void keepTokens(UpRequest request) throws IOException {
        Tokens.read(request.data().tokens())
                .with(request.tenants(), secrets)
                .write(request.data().tokens(), request.data().tokenHashes());
    }

    private String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        secrets.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
