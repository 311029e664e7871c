package io.prompttuner.platform.command;

import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person calls good enough: one measure of the held-out part, and a value for it. */
final class TargetOptions {

    private static final String LOSS = "--target-loss";
    private static final String ACCURACY = "--target-accuracy";
    private static final String TOKEN_F1 = "--target-f1";
    private static final String ROUGE_L = "--target-rouge-l";
    private static final Map<TargetMetric, String> NAMES = Map.of(
            TargetMetric.LOSS, LOSS,
            TargetMetric.ACCURACY, ACCURACY,
            TargetMetric.TOKEN_F1, TOKEN_F1,
            TargetMetric.ROUGE_L, ROUGE_L);

    @Option(
            names = LOSS,
            paramLabel = "X",
            description = "Good enough is a held-out loss, in nats per target token, of at most X.")
    private @Nullable Double loss;

    @Option(
            names = ACCURACY,
            paramLabel = "Y",
            description = "Good enough is this share of held-out examples answered exactly, 0 to 1.")
    private @Nullable Double accuracy;

    @Option(
            names = TOKEN_F1,
            paramLabel = "Y",
            description = {
                "Good enough is this mean token F1 of held-out answers, 0 to 1, as `prompttuner score` has it. Each",
                "evaluation then generates the answers: a forward pass for every token of the longest."
            })
    private @Nullable Double tokenF1;

    @Option(
            names = ROUGE_L,
            paramLabel = "Y",
            description = "Good enough is this mean ROUGE-L of held-out answers, 0 to 1; they are generated likewise.")
    private @Nullable Double rougeL;

    /** All faults at once. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        Map<TargetMetric, Double> named = named();
        named.forEach((metric, value) -> {
            boolean sound = value > 0 && (value <= 1 || !metric.rises());
            if (!sound) {
                String range = metric.rises() ? "above 0 and at most 1" : "above 0";
                faults.add("%s: expected %s, got %s".formatted(NAMES.get(metric), range, value));
            }
        });
        if (named.size() > 1) {
            faults.add(named.keySet().stream().map(NAMES::get).collect(Collectors.joining(", ")) + ": expected one");
        }
        return faults;
    }

    /** The target, if there are no faults; absent if none is named. */
    @Nullable Target target() {
        return named().entrySet().stream()
                .map(named -> new Target(named.getKey(), named.getValue()))
                .findFirst()
                .orElse(null);
    }

    private Map<TargetMetric, Double> named() {
        var named = new EnumMap<TargetMetric, Double>(TargetMetric.class);
        put(named, TargetMetric.LOSS, loss);
        put(named, TargetMetric.ACCURACY, accuracy);
        put(named, TargetMetric.TOKEN_F1, tokenF1);
        put(named, TargetMetric.ROUGE_L, rougeL);
        return named;
    }

    private static void put(Map<TargetMetric, Double> named, TargetMetric metric, @Nullable Double value) {
        if (value != null) {
            named.put(metric, value);
        }
    }
}
