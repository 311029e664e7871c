package io.prompttuner.bank.prompt;

import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.StartKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Folds finished jobs into what each start was worth. A job counts once, however often its outcome is read.
 *
 * <p>A use is judged against the median of the jobs that started plain without a race, on the same dataset and base
 * model; without one it is counted and not judged. A start that did not reach its target has cost at least all steps it was
 * allowed. A job that was allowed none only evaluated its start: that is no use, and nothing to compare uses with.
 */
public final class Ledger {

    private record Task(String baseModel, String dataset) {}

    private record Use(String job, Task task, double steps) {}

    private final Map<String, PromptDocument> seen = new HashMap<>();
    private final Map<Task, Map<String, Double>> plainSteps = new HashMap<>();
    private final Map<String, Map<String, Use>> uses = new HashMap<>();

    /** Takes an outcome in; repeating it changes nothing. */
    public void observe(PromptDocument job) {
        if (job.start() == null || job.onlyEvaluated() || seen.putIfAbsent(job.job(), job) != null) {
            return;
        }
        var task = new Task(job.baseModel(), job.dataset());
        double steps = job.end() == EndKind.SUCCEEDED ? job.steps() : Math.max(job.steps(), job.maxSteps());
        if (job.start() == StartKind.PLAIN && !job.raced()) {
            plainSteps.computeIfAbsent(task, any -> new HashMap<>()).put(job.job(), steps);
        } else if (job.startPrompt() != null) {
            uses.computeIfAbsent(job.startPrompt(), any -> new HashMap<>())
                    .put(job.job(), new Use(job.job(), task, steps));
        }
    }

    /** What starting from this prompt has done. */
    public Effect of(String prompt) {
        List<Double> shares = new ArrayList<>();
        double saved = 0;
        Map<String, Use> users = uses.getOrDefault(prompt, Map.of());
        for (Use use : users.values()) {
            OptionalDouble plain = plain(use.task());
            if (plain.isPresent()) {
                shares.add(1 - use.steps() / Math.max(1, plain.getAsDouble()));
                saved += plain.getAsDouble() - use.steps();
            }
        }
        return new Effect(users.size(), shares.size(), shares.isEmpty() ? 0 : median(shares), saved);
    }

    private OptionalDouble plain(Task task) {
        Map<String, Double> steps = plainSteps.get(task);
        return steps == null ? OptionalDouble.empty() : OptionalDouble.of(median(new ArrayList<>(steps.values())));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
