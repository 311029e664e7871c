package io.prompttuner.platform.command;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.simulator.replay.Replay;
import io.prompttuner.simulator.replay.ReplayReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a policy again what a recorded scheduler was asked. */
@Command(
        name = "replay",
        description = {
            "Ask a policy again what a scheduler was asked whose plans were recorded (up --record FILE, demo --record FILE).",
            "The recorded policy must want the same again; of another one it is told where it wants something else."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the recorded policy's plans came out exactly as they were, or another policy was asked",
            "1:they did not"
        })
final class ReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FILE", description = "What was recorded.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Ask this policy, with its switches, instead of the recorded one.")
    private @Nullable String policy;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ReplayReport report = replayed();
        surroundings
                .out()
                .printf(
                        "%d plans, %d of them the same, %d unreadable lines%n",
                        report.plans(), report.same(), report.unreadable());
        report.differences().forEach(line -> surroundings.out().println("  " + line));
        long more = report.plans() - report.same() - report.differences().size();
        if (more > 0) {
            surroundings.out().printf("  and %d more%n", more);
        }
        if (report.plans() == 0) {
            throw new CommandFailure(ExitCode.USAGE, file + " holds no recorded plan");
        }
        return policy != null || report.reproduces() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private ReplayReport replayed() throws IOException {
        CharsetDecoder lenient = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), lenient))) {
            var replay = new Replay(policy);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                replay.take(line);
            }
            return replay.report();
        } catch (NoSuchFileException missing) {
            throw new ParameterException(spec.commandLine(), "no such file: " + file);
        } catch (IllegalArgumentException | InvalidConfigException unknown) {
            throw new ParameterException(spec.commandLine(), "--policy: " + unknown.getMessage());
        }
    }
}
