package io.prompttuner.simulator.report;

import java.util.List;

/** The table for the terminal: every scene with every policy, intervals, differences to the first policy, and the bound. */
public final class SummaryTable {

    /** As wide as the table becomes, but for names that are longer. */
    static final int WIDTH = 110;

    private static final int[] WIDTHS = {30, 8, 16, 16, 17, 16, 7};
    private static final List<String> HEAD =
            List.of("", "jobs", "violations %", "cost $", "points to first", "cost % to first", "open");

    private SummaryTable() {}

    /** Of all runs, ending with a line break; empty if there are none. */
    public static String of(List<Judged> runs) {
        var findings = Findings.of(runs);
        var text = new StringBuilder();
        for (Scene scene : findings.scenes()) {
            text.append(text.isEmpty() ? "" : "\n");
            scene(text, SceneTable.of(findings, scene));
        }
        return text.isEmpty() ? "" : text.append(legend()).toString();
    }

    private static void scene(StringBuilder text, SceneTable table) {
        text.append(table.title()).append('\n');
        line(text, HEAD);
        table.rows().forEach(row -> line(text, row.cells()));
        table.bounds().forEach(bound -> text.append("  ").append(bound).append('\n'));
    }

    /** A name that is too long has a line of its own, so that numbers stay below one another. */
    private static void line(StringBuilder text, List<String> cells) {
        var line = new StringBuilder("  ").append(cells.get(0));
        if (cells.get(0).length() > WIDTHS[0] - 3) {
            text.append(line).append('\n');
            line.setLength(0);
        }
        int end = WIDTHS[0];
        for (int i = 1; i < cells.size(); i++) {
            end += WIDTHS[i];
            String cell = cells.get(i);
            line.append(" ".repeat(Math.max(1, end - line.length() - cell.length())))
                    .append(cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String legend() {
        return """

                ±: 95 % interval over seeds (Student's t). "to first": difference to the first policy, paired by seed.
                open: jobs that never ended, of all seeds together. jobs: of all seeds together.
                """;
    }
}
