package io.prompttuner.platform.command;

import io.prompttuner.platform.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a tuned prompt home. */
@Command(
        name = "get",
        description = "Fetch the prompt of an ended job: prompt.safetensors and manifest.json.",
        mixinStandardHelpOptions = true)
final class PromptsGetCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Directory to put it in. Default: ./JOB.")
    private @Nullable Path directory;

    PromptsGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path target = directory == null ? Path.of(job) : directory;
        List<Path> files = new PromptArchive(gateway.client(surroundings).prompt(job)).unpack(target);
        output.show(
                surroundings.out(),
                Map.of("files", files.stream().map(Path::toString).toList()),
                () -> {
                    var table = new Table("FILE");
                    files.forEach(table::row);
                    return table;
                });
        return ExitCode.OK;
    }
}
