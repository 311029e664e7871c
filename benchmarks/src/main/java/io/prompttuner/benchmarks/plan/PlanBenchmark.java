package io.prompttuner.benchmarks.plan;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Policies;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One plan for 10,000 jobs on 10,000 GPUs; sampled, so that the median is among the figures. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@State(Scope.Benchmark)
public class PlanBenchmark {

    /** Share of the GPUs on which jobs run. */
    @Param({"0.5", "0.95"})
    public double busy = 0.5;

    /** As it is written for a scheduler. */
    @Param({"prompttuner", "least-slack", "edf-elastic"})
    public String policy = "prompttuner";

    private ClusterSnapshot snapshot = Crowd.of(1, 1, busy);
    private SchedulingPolicy decider = Policies.named(policy);

    @Setup
    public void crowd() {
        snapshot = Crowd.of(10_000, 10_000, busy);
        decider = Policies.named(policy);
    }

    @Benchmark
    public Plan plan() {
        return decider.plan(snapshot, PolicyMemory.EMPTY);
    }
}
