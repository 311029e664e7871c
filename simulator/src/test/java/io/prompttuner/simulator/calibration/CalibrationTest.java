package io.prompttuner.simulator.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.domain.config.InvalidConfigException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final Calibration bundled = CalibrationFile.bundled();

    @Test
    void hasWhatThePaperStates() {
        assertThat(bundled.models().keySet())
                .containsExactlyInAnyOrder("gpt2-base", "gpt2-large", "vicuna-7b", "llama-30b", "qwen-7b-r1");
        assertThat(bundled.model("gpt2-base").lookupSeconds()).isEqualTo(5.3);
        assertThat(bundled.model("gpt2-large").lookupSeconds()).isEqualTo(6.1);
        assertThat(bundled.model("vicuna-7b").lookupSeconds()).isEqualTo(9.2);
        assertThat(bundled.model("gpt2-base").speedupMin()).isEqualTo(1.81);
        assertThat(bundled.model("gpt2-large").speedupMin()).isEqualTo(1.38);
        assertThat(bundled.model("vicuna-7b").speedupMin()).isEqualTo(1.28);
        assertThat(bundled.model("vicuna-7b").gpus()).isEqualTo(1);
        assertThat(bundled.model("qwen-7b-r1").gpus()).isEqualTo(4);
        assertThat(bundled.bank().budget()).isEqualTo(0.2);
        assertThat(bundled.bank().clusters()).isEqualTo(50);
        assertThat(bundled.connectSeconds()).isEqualTo(2);
        assertThat(bundled.arrivals().peak()).isEqualTo(5);
        assertThat(bundled.price()).isEqualTo(40.96 / 8);
    }

    @Test
    void everyFaultIsSaidAtOnce() {
        var entries = new TreeMap<>(bundled.entries());
        entries.put("price.gpu-hour", "NaN");
        entries.put("workers.max", "many");
        entries.put("slo.allowence", "0.8");
        entries.put("duration.min-seconds", "700");
        entries.remove("model.vicuna-7b.gpus");

        assertThatThrownBy(() -> Calibration.of(entries))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        invalid -> assertThat(invalid.faults())
                                .containsExactlyInAnyOrder(
                                        "price.gpu-hour: expected from 0.0 to 1000.0, got NaN",
                                        "workers.max: expected a whole number, got many",
                                        "slo.allowence: not known",
                                        "duration.min-seconds: above duration.max-seconds",
                                        "model.vicuna-7b.gpus: expected a number, got nothing"));
    }

    @Test
    void oneValueCanBeChanged() {
        Calibration changed = bundled.with("model.vicuna-7b.load-seconds", 45).with("workers.max", 3);

        assertThat(changed.model("vicuna-7b").loadSeconds()).isEqualTo(45);
        assertThat(changed.value("model.vicuna-7b.load-seconds")).isEqualTo(45);
        assertThat(changed.maxWorkers()).isEqualTo(3);
        assertThat(changed.with("model.vicuna-7b.load-seconds", bundled.value("model.vicuna-7b.load-seconds"))
                        .with("workers.max", bundled.maxWorkers()))
                .isEqualTo(bundled);
        assertThatThrownBy(() -> bundled.with("workers.most", 8))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("workers.most: not known");
        assertThatThrownBy(() -> bundled.with("workers.max", 0.5)).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void theHashIsOfValuesNotOfHowTheyAreWritten() {
        var otherwise = new TreeMap<>(bundled.entries());
        otherwise.put("price.gpu-hour", "5.120");
        otherwise.put("start.connect-seconds", " 0.2e1 ");

        assertThat(bundled.hash()).matches("[0-9a-f]{12}");
        assertThat(Calibration.of(otherwise).hash()).isEqualTo(bundled.hash());
        assertThat(bundled.with("price.gpu-hour", 5.121).hash()).isNotEqualTo(bundled.hash());
    }

    @Test
    void anyModelMayBeAdded() {
        var entries = new TreeMap<>(bundled.entries());
        Map.of("gpus", "2", "step-seconds", "1", "load-seconds", "3", "load-spread", "0", "lookup-seconds", "4")
                .forEach((key, value) -> entries.put("model.llm-2.5." + key, value));
        entries.put("model.llm-2.5.speedup-min", "1.5");

        assertThat(Calibration.of(entries).model("llm-2.5"))
                .isEqualTo(new ModelCalibration("llm-2.5", 2, 1, 3, 0, 4, 1.5));
    }

    @Test
    void aLookupTakesLongerWithFewerClustersOrMoreCandidates() {
        Bank bank = bundled.bank();

        // K + C / K evaluations: 110 of 3,000, 90 of 2,000 in 50 clusters
        assertThat(bank.lookupSeconds(11, 3_000)).isEqualTo(11, within(1e-12));
        assertThat(bank.lookupSeconds(11, 2_000)).isEqualTo(9, within(1e-12));
        assertThat(bank.lookupSeconds(11, 20)).isEqualTo(2, within(1e-12));
        assertThat(bundled.with("bank.clusters", 1).bank().lookupSeconds(11, 3_000))
                .isEqualTo(300.1, within(1e-9));
    }

    @Test
    void aSmallerBankGivesLess() {
        Bank bank = bundled.with("bank.size-exponent", 1)
                .with("bank.speedup-factor", 1.4)
                .bank();

        assertThat(bank.speedup(1.5, 0, 3_000)).isEqualTo(1.5 * 1.4, within(1e-12));
        assertThat(bank.speedup(1.5, 0, 1_500)).isEqualTo(1.5 * 0.7, within(1e-12));
        assertThat(bank.speedup(1.5, 9, 3_000)).isEqualTo(4.7);
    }

    @Test
    void workersAreDrawnByWeight() {
        var counts = new WorkerCounts(0.25, 2, 1, 1);

        assertThat(counts.workers(0.25, 0)).isEqualTo(1);
        assertThat(counts.workers(0.24, 0)).isEqualTo(2);
        assertThat(counts.workers(0.24, 0.5)).isEqualTo(4);
        assertThat(counts.workers(0.24, 0.75)).isEqualTo(8);
    }
}
