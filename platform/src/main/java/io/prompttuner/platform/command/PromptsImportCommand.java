package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.trainer.exchange.ImportedPrompt;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a prompt that was tuned elsewhere. */
@Command(
        name = "import",
        description = {
            "Take an adapter that PEFT has saved (PROMPT_TUNING, safetensors): into the platform with --model, to start",
            "jobs from, with --dataset also into the prompt bank; into a directory with --out, for `tune --from`,",
            "`try --prompt` and `prompts export --from`. The platform forgets a prompt that no job names after 24 hours."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status with --wait:%n",
        exitCodeList = {"0:every evaluation met its target in time", "1:one was cancelled", "5:one missed it"})
final class PromptsImportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final EvaluationOptions evaluations = new EvaluationOptions();

    @Parameters(paramLabel = "DIR", description = "Holds adapter_config.json and adapter_model.safetensors.")
    private Path adapter = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The base model it was tuned on, as the platform calls it; the prompt is uploaded.")
    private @Nullable String model;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new or empty directory to make a prompt directory of it.")
    private @Nullable Path out;

    PromptsImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What was done, for programs.
     *
     * @param prompt in the platform's store, if it was uploaded
     * @param directory that was written, if one was
     * @param jobs that evaluate it
     */
    record Report(@Nullable PromptAccepted prompt, @Nullable String directory, List<JobDescription> jobs) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense();
        ImportedPrompt prompt = taken();
        if (model == null) {
            show(new Report(null, String.valueOf(out), List.of()));
            return ExitCode.OK;
        }
        GatewayClient client = gateway.client(surroundings);
        List<EvaluationOptions.Task> tasks = evaluations.tasks(client);
        PromptAccepted kept = client.bring(model, prompt.prompt());
        say("prompt %s of %s: %d tokens, %d wide"
                .formatted(kept.sha256(), kept.baseModel(), kept.tokens(), kept.hidden()));
        return evaluate(client, kept, tasks);
    }

    private int evaluate(GatewayClient client, PromptAccepted prompt, List<EvaluationOptions.Task> tasks)
            throws InterruptedException {
        List<JobDescription> jobs = new ArrayList<>();
        for (EvaluationOptions.Task task : tasks) {
            jobs.add(client.submit(evaluations.job(prompt, task), IdempotencyKey.fresh(surroundings.secrets())));
        }
        if (jobs.isEmpty() || !evaluations.waits()) {
            show(new Report(prompt, out == null ? null : out.toString(), jobs));
            return ExitCode.OK;
        }
        var following = new JobFollowing(surroundings, output);
        int worst = ExitCode.OK;
        for (JobDescription job : jobs) {
            worst = Math.max(worst, following.follow(client, job));
        }
        return worst;
    }

    private void requireSense() {
        List<String> faults = new ArrayList<>(evaluations.faults());
        if (model == null && out == null) {
            faults.add("where to? say --model NAME for the platform, --out DIR for a directory, or both");
        }
        if (model == null && evaluations.isAsked()) {
            faults.add("--dataset goes with --model NAME: the platform evaluates");
        }
        if (!faults.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), faults));
        }
    }

    /** The prompt, written to its directory if one was named. */
    private ImportedPrompt taken() throws IOException {
        try {
            ImportedPrompt prompt = ImportedPrompt.ofPeft(adapter);
            if (out != null) {
                prompt.write(out);
                say("prompt %s in %s: %d tokens, %d wide"
                        .formatted(prompt.name(), out, prompt.tokens(), prompt.hidden()));
            }
            return prompt;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    private void show(Report report) {
        if (output.isJson()) {
            output.print(surroundings.out(), report);
        } else if (!report.jobs().isEmpty()) {
            List<JobStatus> all =
                    report.jobs().stream().map(JobDescription::status).toList();
            JobTable.of(all, surroundings.clock().instant()).lines().forEach(surroundings.out()::println);
            say("once they have met their target, the bank knows the prompt: see `prompttuner bank`");
        } else if (report.prompt() != null) {
            say(
                    "no job names it yet: it is removed after 24 hours, unless one starts from it; --dataset has it evaluated");
        }
    }

    private void say(String line) {
        if (!output.isJson()) {
            surroundings.out().println(line);
        }
    }
}
