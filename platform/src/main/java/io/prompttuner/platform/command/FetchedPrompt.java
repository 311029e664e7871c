package io.prompttuner.platform.command;

import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.store.model.BaseModel;
import io.prompttuner.store.model.ModelCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The prompt of a job, brought here for as long as it is tried.
 *
 * @param directory holds it until it is closed
 * @param model the base model it was tuned on
 */
record FetchedPrompt(Path directory, Path model) implements AutoCloseable {

    static FetchedPrompt of(String job, GatewayOptions gateway, Surroundings surroundings) throws IOException {
        GatewayClient client = gateway.client(surroundings);
        byte[] prompt = client.prompt(job);
        Path model = model(client.describe(job).spec().baseModel(), gateway, surroundings);
        Path directory = Files.createTempDirectory("prompttuner-try");
        new PromptArchive(prompt).unpack(directory);
        return new FetchedPrompt(directory, model);
    }

    @Override
    public void close() throws IOException {
        for (String file : PromptArchive.FILES) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Files.delete(directory);
    }

    /** Where a base model lies, if the platform that knows it runs here. */
    static Optional<Path> knownModel(String name, GatewayOptions gateway, Surroundings surroundings)
            throws IOException {
        Optional<InstallationStatus> status =
                InstallationStatus.read(gateway.directory(surroundings).status());
        return status.isEmpty()
                ? Optional.empty()
                : ModelCatalogue.read(Path.of(status.get().models())).find(name).map(BaseModel::directory);
    }

    private static Path model(String name, GatewayOptions gateway, Surroundings surroundings) throws IOException {
        return knownModel(name, gateway, surroundings)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "where is the base model %s? say so with --model, for no platform runs here".formatted(name)));
    }
}
