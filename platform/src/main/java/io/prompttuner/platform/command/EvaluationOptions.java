package io.prompttuner.platform.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.gateway.api.PromptAccepted;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On which tasks a prompt is evaluated, and when it is good enough for the bank. */
final class EvaluationOptions {

    /** With the highest loss that a job may name; next to no prompt misses it. */
    private static final Target ANY = new Target(TargetMetric.LOSS, 20);

    private static final int SHOWN_DIGITS = 12;

    @Option(
            names = "--dataset",
            paramLabel = "FILE|HASH",
            description = {
                "Task to evaluate the prompt on, so that the bank knows it for tasks like that:",
                "a file, which is uploaded, or one that was. May be given several times. Without a target next to",
                "any prompt is good enough: a loss of 20."
            })
    private final List<String> datasets = new ArrayList<>();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--name",
            paramLabel = "TASK",
            description = "What the task is called. Default: imported/, and the name of the file.")
    private @Nullable String name;

    @Option(
            names = "--deadline",
            paramLabel = "WHEN",
            defaultValue = "PT10M",
            description = "When the evaluation has to be done. Default: ${DEFAULT-VALUE}.")
    private String deadline = "PT10M";

    @Option(names = "--wait", description = "Follow the evaluations until they have ended.")
    private boolean wait;

    boolean waits() {
        return wait;
    }

    boolean isAsked() {
        return !datasets.isEmpty();
    }

    /** What is wrong with them, as far as can be told from here. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(target.faults());
        for (String dataset : datasets) {
            if (ContentHash.parse(dataset).isEmpty() && !Files.isRegularFile(Path.of(dataset))) {
                faults.add("--dataset: no such file: " + dataset);
            }
        }
        return faults;
    }

    /** The tasks by their hashes; files are uploaded. */
    List<Task> tasks(GatewayClient client) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (String dataset : datasets) {
            boolean there = ContentHash.parse(dataset).isPresent();
            String hash = there
                    ? dataset
                    : client.upload(Files.readAllBytes(Path.of(dataset))).sha256();
            tasks.add(new Task(named(there, dataset), hash));
        }
        return tasks;
    }

    /** The job that only evaluates the prompt. */
    ObjectNode job(PromptAccepted prompt, Task task) {
        ObjectNode job = JsonNodeFactory.instance
                .objectNode()
                .put("name", task.name())
                .put("baseModel", prompt.baseModel())
                .put("dataset", task.dataset())
                .put("maxSteps", 0)
                .put("deadline", deadline);
        job.putObject("start").put("kind", "prompt").put("prompt", prompt.sha256());
        Target wanted = Objects.requireNonNullElse(target.target(), ANY);
        job.putObject("target").put(wanted.metric().field(), wanted.value());
        return job;
    }

    private String named(boolean hash, String dataset) {
        if (name != null) {
            return name;
        }
        Path file = Path.of(dataset).getFileName();
        String stem = hash
                ? dataset.substring(0, SHOWN_DIGITS)
                : String.valueOf(file).replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._#-]", "-");
        return "imported/" + stem.replaceFirst("^[^A-Za-z0-9]*", "");
    }

    /**
     * What a prompt is evaluated on.
     *
     * @param dataset its hash
     */
    record Task(String name, String dataset) {}
}
