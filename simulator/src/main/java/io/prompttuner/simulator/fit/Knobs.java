package io.prompttuner.simulator.fit;

import java.util.List;

/** Everything that the paper leaves open and its figures may tell. */
final class Knobs {

    static final List<Knob> ALL = List.of(
            Knob.times(5, 600, "duration.median-seconds"),
            Knob.plus(0.4, 1.6, 0.2, "duration.sigma"),
            Knob.plus(0.3, 1.5, 0.2, "slo.allowance"),
            Knob.times(2, 60, "model.gpt2-base.load-seconds", "model.gpt2-large.load-seconds"),
            Knob.times(5, 90, "model.vicuna-7b.load-seconds"),
            Knob.plus(0.05, 0.6, 0.1, "gpus.several-share"),
            Knob.plus(1.05, 3, 0.15, "steps.max-factor"),
            Knob.whole(1, 16, 2, "workers.max"),
            Knob.times(0.8, 3, "bank.speedup-factor"),
            Knob.plus(0.05, 1, 0.15, "bank.speedup-sigma"),
            Knob.plus(0, 0.98, 0.2, "arrivals.correlation"),
            Knob.times(10, 150, "model.llama-30b.load-seconds"),
            Knob.times(5, 60, "model.llama-30b.lookup-seconds"),
            Knob.times(5, 90, "model.qwen-7b-r1.load-seconds"),
            Knob.times(5, 60, "model.qwen-7b-r1.lookup-seconds"));

    private Knobs() {}
}
