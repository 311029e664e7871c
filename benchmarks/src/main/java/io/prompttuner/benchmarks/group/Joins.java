package io.prompttuner.benchmarks.group;

import io.prompttuner.benchmarks.group.BenchWorker.Step;
import io.prompttuner.benchmarks.reaction.measure.Latencies;
import io.prompttuner.trainer.djl.TorchLanguageModel;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** From the roster that adds a warm worker to the end of the first step whose sum has something of it. */
final class Joins {

    private static final int PROMPT_TOKENS = 16;
    private static final int WARM_UP = 20;
    private static final long READY = 20_000_000;

    private final GroupOptions options;
    private final Random random = new Random(1);
    private final List<Long> waits = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();
    private long generation;

    Joins(GroupOptions options) {
        this.options = options;
    }

    List<String> table() throws IOException, InterruptedException {
        ModelDirectory files = ModelDirectory.open(options.model());
        try (TorchLanguageModel first = TorchLanguageModel.load(files, Devices.CPU);
                TorchLanguageModel second = TorchLanguageModel.load(files, Devices.CPU);
                var founder = new BenchWorker(first, Work.of(first, PROMPT_TOKENS));
                var joiner = new BenchWorker(second, Work.of(second, PROMPT_TOKENS))) {
            measure(founder, joiner);
        }
        return List.of(
                "",
                "A warm worker joins one that is at work, %d times".formatted(options.joins()),
                Row.HEAD.formatted("milliseconds", "count", "p50", "p99", "max"),
                Row.of("roster -> end of its first contributing step", Latencies.ofNanos(waits)),
                Row.of("(a step of the one before)", Latencies.ofNanos(steps)));
    }

    private void measure(BenchWorker founder, BenchWorker joiner) throws InterruptedException {
        var stays = founder.enter("joins", "m0", false, 0);
        stays.appointed(new Roster(++generation, List.of(stays.seat())));
        stays.skip(WARM_UP);
        for (int join = 1; join <= options.joins(); join++) {
            long began = stays.step().at();
            long step = stays.step().at() - began;
            steps.add(step);
            String name = "m" + join;
            var comes = joiner.enter("joins", name, true, 0);
            long ready = System.nanoTime() + READY; // linked to nobody yet, and at any moment of a step
            LockSupport.parkNanos(ready + (long) (random.nextDouble() * step) - System.nanoTime());
            stays.forgetSteps();
            long commanded = System.nanoTime();
            var both = new Roster(++generation, List.of(stays.seat(), comes.seat()));
            stays.appointed(both);
            comes.appointed(both);
            waits.add(firstWith(stays, name).at() - commanded);
            var one = new Roster(++generation, List.of(stays.seat()));
            stays.appointed(one);
            comes.appointed(one);
            comes.end(true);
        }
        stays.end(false);
    }

    private static Step firstWith(BenchWorker.Membership member, String name) throws InterruptedException {
        Step step = member.step();
        while (!step.by().leaves().containsKey(name)) {
            step = member.step();
        }
        return step;
    }
}
