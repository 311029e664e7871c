package io.prompttuner.policies.drive;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.domain.throughput.StepTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the plans of a policy in a plain loop, with the times of {@link Scene}, until every job has ended or a limit is
 * reached. Moments are multiples of 50 ms; the policy is asked when something has changed or its plan names the moment, or
 * always.
 */
public final class Drive {

    private static final long TICK = 50;
    private static final double LOAD = 10;

    /**
     * A job and what nobody knows but the loop.
     *
     * @param submitted seconds after the usual moment
     * @param deadline the same
     * @param last steps it may make
     * @param truth steps it will make
     */
    public record Order(String id, String model, double submitted, double deadline, int most, long last, long truth) {}

    private final SchedulingPolicy policy;
    private final int gpus;
    private final Map<String, Integer> gpusEach;
    private final boolean reuse;
    private final boolean always;
    private final List<Run> runs = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Double> ended = new TreeMap<>();
    private PolicyMemory memory = PolicyMemory.EMPTY;
    private @Nullable Plan plan;
    private boolean forgetful;
    private long now;
    private double gpuSeconds;
    private int made;
    private int asked;

    /**
     * @param gpusEach GPUs of one worker of each base model
     * @param reuse whether a worker outlives its job
     * @param always whether the policy is asked at each moment
     */
    public Drive(SchedulingPolicy policy, int gpus, Map<String, Integer> gpusEach, boolean reuse, boolean always) {
        this.policy = policy;
        this.gpus = gpus;
        this.gpusEach = new TreeMap<>(gpusEach);
        this.reuse = reuse;
        this.always = always;
    }

    /** Loses the memory after each plan. */
    public Drive forgetting() {
        forgetful = true;
        return this;
    }

    /** When which job has ended, in seconds after the usual moment. */
    public Map<String, Double> run(List<Order> orders, double limitSeconds) {
        orders.forEach(order -> runs.add(new Run(order)));
        runs.sort(Comparator.<Run>comparingDouble(run -> run.order.submitted()).thenComparing(run -> run.order.id()));
        long limit = Math.round(limitSeconds * 1_000);
        while (ended.size() < runs.size() && now <= limit) {
            boolean changed = advance();
            if (changed || always || due()) {
                ask();
            }
            long next = following(limit);
            gpuSeconds += ended.size() < runs.size() ? used() * (next - now) / 1e3 : 0;
            now = next;
        }
        return ended;
    }

    /** How often the policy was asked. */
    public int asked() {
        return asked;
    }

    /** GPU-seconds that any worker was there, loading ones among them. */
    public double gpuSeconds() {
        return gpuSeconds;
    }

    public PolicyMemory memory() {
        return memory;
    }

    private boolean due() {
        return plan != null && plan.next() != null && !plan.next().isAfter(Scene.instant(now / 1e3));
    }

    private boolean advance() {
        boolean changed = false;
        for (Worker worker : workers) {
            if (worker.condition == Condition.LOADING && worker.since + LOAD * 1e3 <= now) {
                worker.condition = Condition.IDLE;
                worker.since = now;
                changed = true;
            }
        }
        for (Run run : runs) {
            if (run.runs() && run.end() <= now) {
                ended.put(run.order.id(), now / 1e3);
                run.done = true;
                release(run, run.held.size());
                run.wanted = 0;
                changed = true;
            }
            changed |= !run.seen && run.arrived();
            run.seen |= run.arrived();
        }
        bind();
        return changed;
    }

    private void ask() {
        asked++;
        plan = policy.plan(snapshot(), memory);
        memory = forgetful ? PolicyMemory.EMPTY : plan.memory();
        Map<String, Integer> wanted = new HashMap<>();
        for (PlannedAllocation allocation : plan.allocations()) {
            wanted.put(allocation.job(), allocation.chosen().workers());
        }
        runs.stream().filter(Run::open).forEach(run -> allocate(run, wanted.getOrDefault(run.order.id(), -1)));
        bind();
        for (PlannedPool pool : plan.pools()) {
            trim(pool);
        }
        for (PlannedPool pool : plan.pools()) {
            load(pool);
        }
        check();
    }

    private void allocate(Run run, int workers) {
        if (workers < 0) {
            throw new IllegalStateException("nobody decided on " + run.order.id());
        }
        boolean changes = run.runs() && workers != run.wanted;
        if (changes) {
            run.stop();
        }
        if (changes && !reuse) {
            release(run, run.held.size());
        } else {
            release(run, Math.max(0, run.held.size() - workers));
        }
        run.wanted = workers;
        if (changes && workers > 0 && reuse && !run.held.isEmpty()) {
            run.resume(true);
        }
    }

    private void bind() {
        for (Run run : runs) {
            boolean ran = run.running;
            int before = run.held.size();
            for (Worker worker : workers) {
                if (run.open()
                        && run.held.size() < run.wanted
                        && worker.condition == Condition.IDLE
                        && worker.model.equals(run.order.model())) {
                    worker.condition = Condition.BUSY;
                    worker.since = now;
                    run.held.add(worker);
                    run.heldSince = now;
                }
            }
            if (ran && run.held.size() > before) {
                run.stop();
                run.resume(true);
            } else if (!ran && run.open() && run.wanted > 0 && run.held.size() == run.wanted) {
                run.resume(false);
            }
        }
    }

    private void release(Run run, int count) {
        for (int n = 0; n < count; n++) {
            Worker worker = run.held.remove(run.held.size() - 1);
            worker.condition = Condition.IDLE;
            worker.since = now;
            if (!reuse) {
                workers.remove(worker);
            }
        }
        if (run.held.isEmpty()) {
            run.stop();
        }
    }

    private void trim(PlannedPool pool) {
        for (long over = count(pool.baseModel()) - pool.workers(); over > 0; over--) {
            workers.stream()
                    .filter(worker -> worker.model.equals(pool.baseModel()) && worker.condition != Condition.BUSY)
                    .min(Comparator.<Worker, Condition>comparing(worker -> worker.condition)
                            .thenComparing(worker -> worker.since)
                            .thenComparing(worker -> worker.id))
                    .ifPresent(workers::remove);
        }
    }

    private void load(PlannedPool pool) {
        int each = gpusEach.getOrDefault(pool.baseModel(), 1);
        while (count(pool.baseModel()) < pool.workers() && used() + each <= gpus) {
            workers.add(new Worker("w%06d".formatted(made++), pool.baseModel(), each, now));
        }
    }

    private long count(String model) {
        return workers.stream().filter(worker -> worker.model.equals(model)).count();
    }

    private int used() {
        return workers.stream().mapToInt(worker -> worker.gpus).sum();
    }

    private void check() {
        long busy = workers.stream()
                .filter(worker -> worker.condition == Condition.BUSY)
                .count();
        long held = runs.stream().mapToInt(run -> run.held.size()).sum();
        if (busy != held || used() > gpus) {
            throw new IllegalStateException("%d busy, %d held, %d used".formatted(busy, held, used()));
        }
    }

    private long following(long limit) {
        if (always) {
            return now + TICK;
        }
        double next = limit + 1;
        for (Run run : runs) {
            next = run.seen ? next : Math.min(next, run.order.submitted() * 1e3);
            next = run.runs() ? Math.min(next, run.end()) : next;
        }
        for (Worker worker : workers) {
            next = worker.condition == Condition.LOADING ? Math.min(next, worker.since + LOAD * 1e3) : next;
        }
        if (plan != null && plan.next() != null) {
            next = Math.min(next, Duration.between(Scene.NOW, plan.next()).toNanos() / 1e6);
        }
        return Math.max(now + TICK, (long) Math.ceil(next / TICK - 1e-9) * TICK);
    }

    private ClusterSnapshot snapshot() {
        List<ModelProfile> profiles = new ArrayList<>();
        gpusEach.forEach(
                (model, each) -> profiles.add(ModelProfile.unknown(model).withGpus(each)));
        return new ClusterSnapshot(
                Scene.instant(now / 1e3),
                gpus,
                runs.stream().filter(Run::open).map(Run::view).toList(),
                workers.stream().map(Worker::view).toList(),
                profiles);
    }

    private static final class Worker {

        private final String id;
        private final String model;
        private final int gpus;
        private Condition condition = Condition.LOADING;
        private long since;

        private Worker(String id, String model, int gpus, long since) {
            this.id = id;
            this.model = model;
            this.gpus = gpus;
            this.since = since;
        }

        private WorkerView view() {
            return new WorkerView(id, model, condition, gpus, Scene.instant(since / 1e3));
        }
    }

    private final class Run {

        private final Order order;
        private final List<Worker> held = new ArrayList<>();
        private boolean seen;
        private boolean done;
        private boolean started;
        private boolean running;
        private int wanted;
        private long heldSince;
        private long steps;
        private double firstStep;
        private double each;

        private Run(Order order) {
            this.order = order;
        }

        private boolean arrived() {
            return order.submitted() * 1e3 <= now;
        }

        private boolean open() {
            return seen && !done;
        }

        private boolean runs() {
            return running;
        }

        private double end() {
            return firstStep + (order.truth() - steps) * each;
        }

        private void resume(boolean resized) {
            double setup = resized ? 0 : started ? 1e3 : 2e3;
            double connect = held.size() > 1 || resized ? 2e3 : 0;
            running = true;
            started = true;
            heldSince = now;
            each = 1e3 * StepTime.shared(1, held.size());
            firstStep = now + setup + connect;
        }

        private void stop() {
            if (running) {
                steps = stepped();
                running = false;
            }
        }

        private long stepped() {
            return running ? steps + Math.max(0, (long) Math.floor((now - firstStep) / each + 1e-9)) : steps;
        }

        private JobView view() {
            long made = stepped();
            boolean stepping = running && made > steps;
            return new JobView(
                    order.id(),
                    "acme",
                    order.model(),
                    Scene.instant(order.submitted()),
                    Scene.instant(order.deadline()),
                    order.most(),
                    new StepsForecast(made, order.last(), order.last(), order.last(), order.last(), 1),
                    1,
                    0,
                    started,
                    wanted,
                    held.size(),
                    held.isEmpty() ? null : Scene.instant(heldSince / 1e3),
                    stepping ? Scene.instant((firstStep + (made - steps) * each) / 1e3) : null,
                    0);
        }
    }
}
