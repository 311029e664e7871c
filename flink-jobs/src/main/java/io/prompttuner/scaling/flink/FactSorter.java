package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.wire.event.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends job facts on, and facts of the cluster and dead letters their own ways. */
final class FactSorter extends ProcessFunction<Arrival, JobFact> {

    static final OutputTag<ClusterFact> CLUSTER = new OutputTag<>("cluster", TypeInformation.of(ClusterFact.class));
    static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Arrival arrival, Context context, Collector<JobFact> out) {
        if (arrival.job() != null) {
            out.collect(arrival.job());
        } else if (arrival.cluster() != null) {
            context.output(CLUSTER, arrival.cluster());
        } else if (arrival.dead() != null) {
            context.output(DEAD, arrival.dead());
        }
    }
}
