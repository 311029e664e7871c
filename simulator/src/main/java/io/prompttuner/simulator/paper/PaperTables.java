package io.prompttuner.simulator.paper;

import static io.prompttuner.simulator.workload.PaperLoad.HIGH;
import static io.prompttuner.simulator.workload.PaperLoad.LARGE;
import static io.prompttuner.simulator.workload.PaperLoad.LLAMA;
import static io.prompttuner.simulator.workload.PaperLoad.LOW;
import static io.prompttuner.simulator.workload.PaperLoad.MEDIUM;
import static io.prompttuner.simulator.workload.PaperLoad.QWEN;

import io.prompttuner.simulator.paper.PaperRow.Origin;
import io.prompttuner.simulator.workload.PaperLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every figure of the paper's evaluation of scheduling that is given in its text or tables. */
public final class PaperTables {

    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final String OURS = "prompttuner";

    /**
     * The paper does not say for how long its INFless keeps idle instances. With one window for all, as long as
     * PromptTuner's, it comes much nearer to the published costs than with the histograms of INFless itself, and it is the
     * stronger baseline.
     */
    private static final String INFLESS = "infless:keep-alive=fixed";

    private static final String ELASTICFLOW = "elasticflow";
    private static final int LARGE_GPUS = 96;

    private final List<PaperRow> rows = new ArrayList<>();

    private PaperTables() {}

    /** All rows, in the paper's order. */
    public static List<PaperRow> all() {
        var tables = new PaperTables();
        tables.figure7();
        tables.table7();
        tables.table8();
        tables.figure8();
        tables.headline();
        return List.copyOf(tables.rows);
    }

    /**
     * Every cell that stands in a row, and all loads with all S for the three systems, which the paper has as pictures alone.
     * Cells of one scenario stand together.
     */
    static List<Probe> cells() {
        Set<Probe> cells = new LinkedHashSet<>();
        for (PaperLoad load : List.of(LOW, MEDIUM, HIGH)) {
            for (double slo : List.of(0.5, 1.0, 1.5)) {
                List.of(OURS, INFLESS, ELASTICFLOW).forEach(policy -> cells.add(Probe.of(load, slo, policy)));
            }
        }
        all().forEach(row -> cells.addAll(row.cells()));
        return cells.stream()
                .sorted(Comparator.comparing(Probe::load).thenComparingDouble(Probe::slo))
                .toList();
    }

    private void figure7() {
        for (PaperLoad load : List.of(LOW, MEDIUM, HIGH)) {
            Probe cell = Probe.of(load, 1, OURS);
            more("Fig. 7a", cell, Probe.of(load, 1, INFLESS), 15, 25);
            more("Fig. 7a", cell, Probe.of(load, 1, ELASTICFLOW), 48, 51);
        }
        for (double slo : List.of(0.5, 1.5)) { // 1.0 stands above, and more exactly
            more("Fig. 7c", Probe.of(MEDIUM, slo, OURS), Probe.of(MEDIUM, slo, INFLESS), 10, ANY);
        }
        more("Fig. 7c", Probe.of(MEDIUM, 0.5, INFLESS), Probe.of(MEDIUM, 0.5, ELASTICFLOW), -5, 5);
        cheaper("Fig. 7d", Probe.of(MEDIUM, 0.5, OURS), Probe.of(MEDIUM, 0.5, INFLESS), -38);
        cheaper("Fig. 7d", Probe.of(MEDIUM, 1, OURS), Probe.of(MEDIUM, 1, INFLESS), -23);
        cheaper("Fig. 7d", Probe.of(MEDIUM, 1.5, OURS), Probe.of(MEDIUM, 1.5, INFLESS), -17);
        cheaper("Fig. 7d", Probe.of(MEDIUM, 1.5, OURS), Probe.of(MEDIUM, 1.5, ELASTICFLOW), -70);
    }

    private void table7() {
        values("Table 7", Probe.of(LLAMA, 1, OURS), 28.4, 38.8, true);
        values("Table 7", Probe.of(LLAMA, 1, INFLESS), 38.9, 46.4, true);
        values("Table 7", Probe.of(LLAMA, 1, ELASTICFLOW), 82.3, 69.4, true);
        values("Table 7", Probe.of(QWEN, 1, OURS), 23.1, 30.7, true);
        values("Table 7", Probe.of(QWEN, 1, INFLESS), 36.2, 42.8, true);
        values("Table 7", Probe.of(QWEN, 1, ELASTICFLOW), 74.9, 70.1, true);
        values("Table 7", new Probe(LARGE, 1, LARGE_GPUS, OURS), 25.4, 57.2, false);
        values("Table 7", new Probe(LARGE, 1, LARGE_GPUS, INFLESS), 57.1, 65.9, false);
        values("Table 7", new Probe(LARGE, 1, LARGE_GPUS, ELASTICFLOW), 78.2, 99.1, false);
    }

    private void table8() {
        values("Table 8", Probe.of(MEDIUM, 1, OURS), 12.4, 22.9, true);
        values("Table 8", Probe.of(MEDIUM, 1, OURS + ":gang=off"), 27.8, 20.9, true);
        values("Table 8", Probe.of(MEDIUM, 1, OURS + ":delay=off"), 15.6, 26.6, true);
        values("Table 8", Probe.of(MEDIUM, 1, OURS + ":bank=always"), 16.3, 23.2, true);
    }

    private void figure8() {
        Probe full = Probe.of(MEDIUM, 1, OURS);
        more("Fig. 8a", full, Probe.of(MEDIUM, 1, OURS + ":bank=off"), 13, 23);
        row("Fig. 8b", Quantity.COST, Formula.PERCENT, full, Probe.of(MEDIUM, 1, OURS + ":bank=off"), -40, -30, true);
        worse("Fig. 8a", Quantity.VIOLATIONS, full, OURS + ":reuse=off");
        worse("Fig. 8b", Quantity.COST, full, OURS + ":reuse=off");
        worse("Fig. 8c", Quantity.VIOLATIONS, full, OURS + ":window=15");
        worse("Fig. 8c", Quantity.VIOLATIONS, full, OURS + ":window=30");
        worse("Fig. 8c", Quantity.COST, full, OURS + ":window=120");
        worse("Fig. 8c", Quantity.COST, full, OURS + ":window=240");
        worse("Fig. 8d", Quantity.VIOLATIONS, full, OURS + ":bank-size=2000");
        worse("Fig. 8d", Quantity.COST, full, OURS + ":bank-size=2000");
    }

    /** The abstract does not say where its ratios are from; "up to" stands in the introduction. Read as the low load's. */
    private void headline() {
        Probe low = Probe.of(LOW, 1, OURS);
        derived("Abstract", Quantity.VIOLATIONS, Formula.TIMES, low, Probe.of(LOW, 1, INFLESS), 4.0);
        derived("Abstract", Quantity.VIOLATIONS, Formula.TIMES, low, Probe.of(LOW, 1, ELASTICFLOW), 7.9);
        Probe urgent = Probe.of(MEDIUM, 0.5, OURS);
        derived("Abstract", Quantity.COST, Formula.TIMES, urgent, Probe.of(MEDIUM, 0.5, INFLESS), 1.6);
        derived("Abstract", Quantity.COST, Formula.TIMES, low, Probe.of(LOW, 1, ELASTICFLOW), 4.5);
    }

    private void values(String part, Probe cell, double violations, double cost, boolean fitted) {
        rows.add(value(part, Quantity.VIOLATIONS, cell, violations, fitted));
        rows.add(value(part, Quantity.COST, cell, cost, fitted));
    }

    private static PaperRow value(String part, Quantity quantity, Probe cell, double published, boolean fitted) {
        return new PaperRow(
                part, where(cell), quantity, Formula.VALUE, cell, null, published, published, Origin.PRINTED, fitted);
    }

    private void more(String part, Probe cell, Probe other, double low, double high) {
        row(part, Quantity.VIOLATIONS, Formula.MORE, cell, other, low, high, true);
    }

    private void cheaper(String part, Probe cell, Probe other, double percent) {
        row(part, Quantity.COST, Formula.PERCENT, cell, other, percent, percent, true);
    }

    /** Said without a number: more of something is worse. */
    private void worse(String part, Quantity quantity, Probe full, String policy) {
        row(part, quantity, Formula.MORE, full, Probe.of(full.load(), full.slo(), policy), 0, ANY, false);
    }

    private void derived(String part, Quantity quantity, Formula formula, Probe cell, Probe other, double times) {
        rows.add(new PaperRow(
                part, against(cell, other), quantity, formula, cell, other, times, times, Origin.DERIVED, false));
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a row of a table, as it is printed
    private void row(
            String part,
            Quantity quantity,
            Formula formula,
            Probe cell,
            Probe other,
            double low,
            double high,
            boolean fitted) {
        rows.add(new PaperRow(
                part, against(cell, other), quantity, formula, cell, other, low, high, Origin.PRINTED, fitted));
    }

    private static String against(Probe cell, @Nullable Probe other) {
        return other == null ? where(cell) : "%s against %s".formatted(where(cell), other.policy());
    }

    private static String where(Probe cell) {
        return String.format(
                Locale.ROOT, "%s, S=%s, %d GPUs: %s", cell.load().word(), cell.slo(), cell.gpus(), cell.policy());
    }
}
