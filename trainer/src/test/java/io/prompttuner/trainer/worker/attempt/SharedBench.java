package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Team;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.StepKind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** A place where several workers share a job. Once its end is written, whoever else holds it is told to drop it. */
final class SharedBench {

    final ReportLog log = new ReportLog();
    final MemoryNetwork network = new MemoryNetwork();
    final Stores stores;
    private final JobSubmitted job;
    private final Map<String, Hand> hands = new LinkedHashMap<>();
    private final List<String> seated = new ArrayList<>();
    private long attempt;
    private long generation;
    private double scale = 1;

    SharedBench(Path directory, Jobs job, String... workers) {
        var in = DirectoryStores.in(directory, InstantSource.system());
        this.stores = new Stores(in.datasets(), in.prompts(), in.checkpoints());
        this.job = job.submitted(1, 4);
        for (String worker : workers) {
            hands.put(worker, new Hand(worker, this::place));
            at(worker, step -> {});
        }
        log.before = report -> {
            if (report.kind() == StepKind.ENDED) {
                hands.values().stream()
                        .filter(hand -> !hand.name.equals(report.author()))
                        .forEach(hand -> hand.told(new Order.Drop()));
            }
        };
    }

    Hand hand(String worker) {
        return Objects.requireNonNull(hands.get(worker));
    }

    /** A new attempt, of which nobody holds anything in memory. */
    void attempt(long newer) {
        attempt = newer;
        generation = 0;
        seated.clear();
    }

    /** These share the job from now on, oldest first: who is new begins, who holds it hears of it. */
    void share(String... workers) {
        seated.clear();
        seated.addAll(List.of(workers));
        generation++;
        for (Hand hand : hands.values()) {
            if (hand.isBusy()) {
                hand.told(goOn());
            } else if (seated.contains(hand.name)) {
                hand.begin(new Assign(job, attempt, scale, team()), goOn());
            }
        }
    }

    /** Those who share the job enter this attempt from memory, at another batch scale. */
    void rescale(long newer, double newScale) {
        attempt = newer;
        scale = newScale;
        generation++;
        tell(goOn());
    }

    /** All who hold the job are told the same. */
    void tell(Order order) {
        hands.values().stream().filter(Hand::isBusy).forEach(hand -> hand.told(order));
    }

    /** The first time that a worker stands at this step. */
    void when(String worker, long step, Runnable happens) {
        boolean[] happened = {false};
        at(worker, at -> {
            if (at == step && !happened[0]) {
                happened[0] = true;
                happens.run();
            }
        });
    }

    /** Whenever a worker stands at a step, and no other is more than one behind it. */
    void at(String worker, LongConsumer happens) {
        hand(worker).at(step -> {
            await(() -> hands.values().stream().noneMatch(hand -> hand.isBefore(step - 1)));
            happens.accept(step);
        });
    }

    /** Returns once a worker, on its way in, has asked the others where they stand. */
    void awaitAskedBy(String worker) {
        await(() -> network.hasAsked(member(worker)));
    }

    static void await(BooleanSupplier such) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!such.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it has not come to that");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private Order goOn() {
        return new Order.GoOn(attempt, scale, team());
    }

    private Team team() {
        return new Team(
                "group-1",
                generation,
                seated.stream()
                        .map(worker -> new Team.Seat(worker, member(worker), "nowhere"))
                        .toList());
    }

    private static String member(String worker) {
        return worker + "-1";
    }

    private Workplace place(Hand hand) {
        return new Workplace(
                hand.name,
                Bench.replica(),
                stores,
                log,
                (about, features, k) -> Optional.empty(),
                hand,
                network,
                Habits.DEFAULT,
                () -> 300L,
                hand::now);
    }
}
