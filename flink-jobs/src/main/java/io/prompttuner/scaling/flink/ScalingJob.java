package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.stream.flink.FixedSettings;
import io.prompttuner.stream.flink.KafkaEdges;
import io.prompttuner.stream.flink.WriteBehindOperator;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.DeadLetter;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The scaling job: facts in; states, outcomes, allocations, pools, decisions and dead letters out. */
public final class ScalingJob {

    /** Names the job; its checkpoints and its consumer group go by it. */
    public static final String NAME = "prompttuner-scaling";

    /** A partition in which nothing was written for so long has been read to its end. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private ScalingJob() {}

    /**
     * Puts the job together. Only what the job's correctness rests on is fixed here; everything an operator may want to
     * change is in the environment's configuration.
     */
    public static void wire(StreamExecutionEnvironment environment, ScalingConfig config) {
        FixedSettings.apply(environment);
        var edges = new KafkaEdges(config.kafka(), NAME);
        SingleOutputStreamOperator<JobFact> facts = environment
                .fromSource(edges.source(FactReader.TOPICS, new FactReader()), watermarks(), "facts")
                .uid("scaling-facts")
                .process(new FactSorter())
                .returns(TypeInformation.of(JobFact.class))
                .name("sorter")
                .uid("scaling-sorter");
        SingleOutputStreamOperator<ClusterFact> tracked = WriteBehindOperator.apply(
                        facts.keyBy(JobFact::job, Types.STRING),
                        "tracker",
                        ClusterFact.class,
                        new TrackerFunction(new OutcomesInKafka(config.kafka())))
                .uid("scaling-tracker");
        SingleOutputStreamOperator<AllocationUpdate> planned = WriteBehindOperator.apply(
                        tracked.union(facts.getSideOutput(FactSorter.CLUSTER))
                                .keyBy(fact -> ClusterFact.CLUSTER, Types.STRING),
                        "scheduler",
                        AllocationUpdate.class,
                        new SchedulerFunction(config, new EpochInKafka(config.kafka())))
                .uid("scaling-scheduler")
                .setParallelism(1); // one key
        judgements(edges, tracked, facts.getSideOutput(FactSorter.DEAD));
        commands(edges, planned);
    }

    private static void judgements(
            KafkaEdges edges, SingleOutputStreamOperator<ClusterFact> tracked, DataStream<DeadLetter> dead) {
        tracked.getSideOutput(TrackerFunction.STATES)
                .sinkTo(edges.sink(Topic.JOB_STATES, 5))
                .name("job-states")
                .uid("scaling-job-states");
        tracked.getSideOutput(TrackerFunction.OUTCOMES)
                .sinkTo(edges.sink(Topic.OUTCOMES, 5))
                .name("outcomes")
                .uid("scaling-outcomes");
        dead.union(tracked.getSideOutput(TrackerFunction.STRAYS))
                .sinkTo(edges.sink(Topic.DEAD_LETTERS, 5))
                .name("dead-letters")
                .uid("scaling-dead-letters");
    }

    private static void commands(KafkaEdges edges, SingleOutputStreamOperator<AllocationUpdate> planned) {
        planned.sinkTo(edges.sink(new AllocationSerializer(), 0))
                .name("allocations")
                .uid("scaling-allocations")
                .setParallelism(1);
        planned.getSideOutput(SchedulerFunction.POOLS)
                .sinkTo(edges.sink(Topic.POOLS, 0))
                .name("pools")
                .uid("scaling-pools")
                .setParallelism(1);
        planned.getSideOutput(SchedulerFunction.DECISIONS)
                .sinkTo(edges.sink(Topic.DECISIONS, 5))
                .name("decisions")
                .uid("scaling-decisions")
                .setParallelism(1);
    }

    /** Broker time; used only to tell that {@code jobs} has been read past something, never for order or silence. */
    private static WatermarkStrategy<Arrival> watermarks() {
        return WatermarkStrategy.<Arrival>forMonotonousTimestamps().withIdleness(IDLE);
    }
}
