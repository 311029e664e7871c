package io.prompttuner.gateway.submit;

import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what is good enough: one measure, and a value for it. */
record TargetReading(Fields fields, SubmitLimits limits) {

    private static final List<String> NAMES =
            Arrays.stream(TargetMetric.values()).map(TargetMetric::field).toList();
    private static final Target NONE = new Target(TargetMetric.LOSS, 0);

    Target read() {
        Fields target = fields.within("target", NAMES);
        List<TargetMetric> named = Arrays.stream(TargetMetric.values())
                .filter(metric -> target.has(metric.field()))
                .toList();
        if (named.size() == 1) {
            return read(target, named.get(0));
        }
        if (target.isSound()) {
            String got = named.stream().map(TargetMetric::field).collect(Collectors.joining(" and "));
            String all = String.join(", ", NAMES);
            fields.fault("target", "expected one of " + all + (named.isEmpty() ? "" : ", got " + got));
        }
        return NONE;
    }

    private Target read(Fields target, TargetMetric metric) {
        Bounds bounds = metric.rises() ? limits.targetShare() : limits.targetLoss();
        return new Target(metric, target.real(metric.field(), bounds, NONE.value()));
    }
}
