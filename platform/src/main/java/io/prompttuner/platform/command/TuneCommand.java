package io.prompttuner.platform.command;

import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.trainer.run.RefusedException;
import io.prompttuner.trainer.run.StandaloneTuning;
import io.prompttuner.trainer.run.TuneOutcome;
import io.prompttuner.trainer.run.TuneOutcome.Delivered;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.run.elastic.ElasticTuning;
import io.prompttuner.trainer.run.elastic.History;
import io.prompttuner.wire.event.EndReason;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tunes one prompt, without the platform. */
@Command(
        name = "tune",
        description = {
            "Tune a prompt on a frozen model, without the platform.",
            "The same again gives the same bytes, also with more workers, and whatever happens to them. Exit status 1 if",
            "the target was not met."
        },
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final TuneOptions options = new TuneOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    TuneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        List<String> faults = options.faults();
        if (!faults.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join(System.lineSeparator(), faults));
        }
        TuneRequest request = options.request();
        try {
            return report(run(request), request);
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    /** Ctrl-C lets the step that is under way end first: native code must not be torn down under it. */
    private TuneOutcome run(TuneRequest request) throws IOException {
        var pause = new AtomicBoolean();
        var over = new CountDownLatch(1);
        try (ProgramLife life = ProgramLife.begin(surroundings.environment())) {
            life.with(() -> {
                pause.set(true);
                over.await();
            });
            var progress = new TuneProgress(surroundings);
            try {
                return run(request, progress, pause::get);
            } finally {
                progress.end();
                over.countDown();
            }
        }
    }

    private TuneOutcome run(TuneRequest request, TuneProgress progress, BooleanSupplier pause) throws IOException {
        History history = options.history();
        if (options.workers() == 1 && history.events().isEmpty()) {
            return new StandaloneTuning(progress, pause, surroundings.clock()).run(request);
        }
        try (var members = new LocalMembers(request.model(), request.devices())) {
            return new ElasticTuning(progress, pause, members.pool()).run(request, options.workers(), history);
        }
    }

    private int report(TuneOutcome outcome, TuneRequest request) {
        return outcome.match(
                delivered -> delivered(delivered, request),
                diverged -> say(ExitCode.FAILURE, "diverged at step %d: no prompt".formatted(diverged.step())),
                paused -> request.checkpoint() == null
                        ? say(ExitCode.FAILURE, "stopped at step %d; nothing was kept".formatted(paused.step()))
                        : say(ExitCode.OK, "paused at step %d; the same again goes on".formatted(paused.step())));
    }

    private int delivered(Delivered delivered, TuneRequest request) {
        boolean wanted = request.stop().target() != null;
        boolean met = delivered.reason() == EndReason.TARGET_MET;
        String how = met ? "target met" : wanted ? "target not met" : "all steps run";
        String text = String.format(
                Locale.ROOT,
                "%s after %d steps: loss %.3f, accuracy %.0f %%%s (step %d)%nprompt SHA-256 %s in %s",
                how,
                delivered.step(),
                delivered.best().loss(),
                100 * delivered.best().accuracy(),
                Spoken.answers(", ", delivered.best().answers()),
                delivered.bestStep(),
                delivered.prompt(),
                request.out());
        return say(met || !wanted ? ExitCode.OK : ExitCode.FAILURE, text);
    }

    private int say(int exitCode, String text) {
        surroundings.out().println(text);
        return exitCode;
    }
}
