package io.prompttuner.benchmarks.group;

import io.prompttuner.benchmarks.group.BenchWorker.Step;
import io.prompttuner.benchmarks.reaction.measure.Latencies;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.worker.kafka.KafkaReports;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a step of 100 ms takes besides its gradients: batch, sum, waiting for the other, optimiser; and a report. Measured
 * after some thousand short steps, as on a worker that has been at work for a while.
 */
final class LostTime {

    private static final long STEP = 100_000_000;
    private static final long SHORT_STEP = 4_000_000;
    private static final int WARM_UP = 2_000;

    /** Steps until the group has seen how long they take now. */
    private static final int SETTLING = 20;

    private final int steps;

    LostTime(int steps) {
        this.steps = steps;
    }

    List<String> table() throws IOException, InterruptedException {
        var lines = new ArrayList<>(List.of(
                "",
                "A step whose gradients take a worker %d ms, %d steps: the rest, mean"
                        .formatted(STEP / 1_000_000, steps),
                "%-14s %-24s %10s %16s".formatted("prompt", "workers", "ms", "share of 100 ms")));
        for (int[] shape : new int[][] {{16, 128}, {20, 768}, {20, 4_096}}) {
            lines.add(row(shape, "1, without a group", alone(shape)));
            lines.add(row(shape, "1 in a group", inAGroup(shape, 1)));
            lines.add(row(shape, "2", inAGroup(shape, 2)));
        }
        lines.addAll(reports());
        return lines;
    }

    private static String row(int[] shape, String workers, double nanos) {
        return String.format(
                Locale.ROOT,
                "%-14s %-24s %10.2f %14.2f %%",
                shape[0] + " x " + shape[1],
                workers,
                nanos / 1e6,
                100 * nanos / STEP);
    }

    private double alone(int[] shape) {
        var paced = new PacedModel(shape[1]);
        var model = new TimedModel(paced);
        Work work = Work.of(model, shape[0]);
        var session = new TuningSession(
                new Tuner(model, work.task(), work.settings(), Crew.alone()), work.stop(), work.start());
        paced.pace(SHORT_STEP / Work.MICRO_BATCHES);
        take(session, WARM_UP);
        paced.pace(STEP / Work.MICRO_BATCHES);
        take(session, SETTLING);
        long computed = model.nanos();
        long began = System.nanoTime();
        take(session, steps);
        return (double) (System.nanoTime() - began - (model.nanos() - computed)) / steps;
    }

    private static void take(TuningSession session, int steps) {
        for (int i = 0; i < steps; i++) {
            session.next();
        }
    }

    private double inAGroup(int[] shape, int workers) throws IOException, InterruptedException {
        var model = new PacedModel(shape[1]);
        Work work = Work.of(model, shape[0]);
        try (var one = new BenchWorker(model, work);
                var two = new BenchWorker(model, work)) {
            var members = new ArrayList<BenchWorker.Membership>();
            for (BenchWorker worker : List.of(one, two).subList(0, workers)) {
                members.add(worker.enter("lost", "m" + members.size(), false, 0));
            }
            var roster = new Roster(
                    1, members.stream().map(BenchWorker.Membership::seat).toList());
            members.forEach(member -> member.appointed(roster));
            model.pace(SHORT_STEP * workers / Work.MICRO_BATCHES);
            members.get(0).skip(WARM_UP);
            model.pace(STEP * workers / Work.MICRO_BATCHES);
            members.get(0).forgetSteps();
            Step from = members.get(0).skip(SETTLING);
            Step to = members.get(0).skip(steps);
            for (BenchWorker.Membership member : members) {
                member.end(false);
            }
            return (double) (to.at() - from.at() - (to.computing() - from.computing())) / steps;
        }
    }

    private List<String> reports() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("prompttuner-reports");
        try (KafkaNode broker = KafkaNode.start(directory)) {
            var connection = KafkaConnection.of(broker.bootstrapServers(), "group-benchmark");
            try (TopicSetup setup = TopicSetup.connect(connection)) {
                setup.makeMissing();
            }
            var waits = new ArrayList<Long>();
            var written = new ArrayList<CompletableFuture<Void>>();
            try (KafkaReports reports = KafkaReports.start(EventWriter.forgetful(connection), KafkaReports.BOUND)) {
                for (int step = 1; step <= 10 * steps; step++) {
                    long began = System.nanoTime();
                    CompletableFuture<Void> report =
                            reports.write(StepEvent.step("job", 1, step, "worker", new Measured(1, 0.1, 1, 1)));
                    waits.add(System.nanoTime() - began);
                    written.add(report);
                    Thread.sleep(5);
                }
                written.forEach(CompletableFuture::join);
            }
            return List.of(
                    "",
                    Row.HEAD.formatted("milliseconds", "count", "p50", "p99", "max"),
                    Row.of("a report handed over for the broker", Latencies.ofNanos(waits)));
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
