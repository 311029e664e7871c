package io.prompttuner.simulator.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.simulator.experiment.Variant;
import io.prompttuner.simulator.paper.PaperRow.Origin;
import io.prompttuner.simulator.workload.PaperLoad;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperRowTest {

    private static final Probe OURS = Probe.of(PaperLoad.MEDIUM, 1, "prompttuner");
    private static final Probe OTHER = Probe.of(PaperLoad.MEDIUM, 1, "infless");
    private static final Map<Probe, Mean> MEANS = Map.of(OURS, new Mean(10, 24), OTHER, new Mean(30, 32));

    @Test
    void aFigureFollowsFromTheCellsByItsFormula() {
        assertThat(row(Formula.VALUE, Quantity.VIOLATIONS, 0, 0).ours(MEANS)).isEqualTo(10);
        assertThat(row(Formula.MORE, Quantity.VIOLATIONS, 0, 0).ours(MEANS)).isEqualTo(20);
        assertThat(row(Formula.PERCENT, Quantity.COST, 0, 0).ours(MEANS)).isCloseTo(-25, within(1e-12));
        assertThat(row(Formula.TIMES, Quantity.VIOLATIONS, 0, 0).ours(MEANS)).isEqualTo(3);
    }

    @Test
    void withinTheRangeNothingIsOff() {
        PaperRow range = row(Formula.MORE, Quantity.VIOLATIONS, 15, 25);

        assertThat(range.residual(15)).isZero();
        assertThat(range.residual(28)).isEqualTo(1);
        assertThat(range.residual(9)).isEqualTo(-2);
        assertThat(row(Formula.MORE, Quantity.VIOLATIONS, 10, Double.POSITIVE_INFINITY)
                        .residual(1e9))
                .isZero();
    }

    @Test
    void everyCellIsAPolicyThatThereIs() {
        PaperTables.all().stream()
                .flatMap(row -> row.cells().stream())
                .forEach(cell -> assertThat(Variant.parse(cell.policy()).spec().toString())
                        .isEqualTo(cell.policy()));
    }

    /** Only the paper's system and its baselines take part in the fit. */
    @Test
    void noPolicyOfOursIsFitted() {
        assertThat(PaperTables.all().stream()
                        .flatMap(row -> row.cells().stream())
                        .map(cell -> Variant.parse(cell.policy()).policy().name()))
                .containsOnly("prompttuner", "infless", "elasticflow");
    }

    private static PaperRow row(Formula formula, Quantity quantity, double low, double high) {
        return new PaperRow("part", "what", quantity, formula, OURS, OTHER, low, high, Origin.PRINTED, true);
    }
}
