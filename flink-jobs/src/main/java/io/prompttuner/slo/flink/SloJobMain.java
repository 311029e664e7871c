package io.prompttuner.slo.flink;

import io.prompttuner.domain.config.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the SLO job where Flink is there already: application mode on Kubernetes. */
public final class SloJobMain {

    private SloJobMain() {}

    /** Takes no arguments; the broker's address is {@code PROMPTTUNER_KAFKA}. */
    public static void main(String[] args) throws Exception {
        var settings = new Settings(System.getenv());
        String kafka = settings.checked(settings.text("PROMPTTUNER_KAFKA"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        SloJob.wire(environment, kafka);
        environment.execute(SloJob.NAME);
    }
}
