package io.prompttuner.slo.flink;

import io.prompttuner.slo.SloFact;
import io.prompttuner.stream.flink.FixedSettings;
import io.prompttuner.stream.flink.KafkaEdges;
import io.prompttuner.wire.Topic;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The SLO job: jobs and outcomes in, attainment by tenant out. */
public final class SloJob {

    /** Names the job; its checkpoints and its consumer group go by it. */
    public static final String NAME = "prompttuner-slo";

    private SloJob() {}

    /** Puts the job together; everything an operator may want to change is in the environment's configuration. */
    public static void wire(StreamExecutionEnvironment environment, String bootstrapServers) {
        FixedSettings.apply(environment);
        var edges = new KafkaEdges(bootstrapServers, NAME);
        environment
                .fromSource(
                        edges.source(List.of(Topic.JOBS, Topic.OUTCOMES), new SloFactReader()),
                        WatermarkStrategy.noWatermarks(),
                        "facts")
                .uid("slo-facts")
                .keyBy(SloFact::tenant, Types.STRING)
                .process(new AttainmentFunction())
                .name("attainment")
                .uid("slo-attainment")
                .sinkTo(edges.sink(Topic.SLO, 5))
                .name("slo")
                .uid("slo-reports");
    }
}
