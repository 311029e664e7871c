package io.prompttuner.gateway.view;

import io.prompttuner.gateway.api.Quote;
import io.prompttuner.gateway.api.QuoteBasis;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Outcome;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Says what a job would probably need, by the tenant's ended jobs: those of the same dataset, else of the same model. */
final class QuoteRule {

    private QuoteRule() {}

    static Quote quote(JobSpec spec, List<Outcome> ended) {
        List<Outcome> ran =
                ended.stream().filter(outcome -> optimiserSteps(outcome) > 0).toList();
        Predicate<Outcome> sameModel = past -> past.spec().baseModel().equals(spec.baseModel());
        List<Outcome> model = ran.stream().filter(sameModel).toList();
        List<Outcome> dataset = model.stream()
                .filter(past -> past.spec().dataset().equals(spec.dataset()))
                .toList();
        if (!dataset.isEmpty()) {
            return quote(QuoteBasis.SAME_DATASET, spec, dataset);
        }
        return model.isEmpty()
                ? new Quote(QuoteBasis.NOTHING, 0, null, null, null, null, null)
                : quote(QuoteBasis.SAME_MODEL, spec, model);
    }

    private static Quote quote(QuoteBasis basis, JobSpec spec, List<Outcome> kin) {
        double[] steps = sorted(kin, outcome -> Math.min(optimiserSteps(outcome), (double) spec.maxSteps()));
        double stepCost = quantile(sorted(kin, outcome -> outcome.gpuSeconds() / optimiserSteps(outcome)), 0.5);
        double median = quantile(steps, 0.5);
        return new Quote(
                basis,
                kin.size(),
                quantile(steps, 0.1),
                median,
                quantile(steps, 0.9),
                median * stepCost,
                spec.maxSteps() * stepCost);
    }

    private static double optimiserSteps(Outcome outcome) {
        return outcome.steps() + outcome.raceSteps();
    }

    private static double[] sorted(List<Outcome> kin, ToDoubleFunction<Outcome> measure) {
        return kin.stream().mapToDouble(measure).sorted().toArray();
    }

    /** Linear between the order statistics (definition 7 of Hyndman and Fan, 1996). */
    static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = (int) Math.ceil(at);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
