package io.prompttuner.simulator.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.experiment.Experiment.Progress;
import io.prompttuner.simulator.paper.Comparison.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void setsEveryRowBesideOurs() throws InterruptedException {
        List<PaperRow> rows = PaperTables.all().stream()
                .filter(row -> row.part().equals("Table 8"))
                .toList();

        List<Line> lines = new Comparison(CalibrationFile.bundled(), 1, 2, 2).of(rows, Progress.SILENT);

        assertThat(lines).extracting(Line::row).isEqualTo(rows);
        assertThat(lines).allMatch(line -> line.ours() > 0 && line.ours() < 100);
        List<String> text = ComparisonText.of(lines);
        assertThat(text).hasSize(rows.size() + 4);
        assertThat(text.get(2))
                .startsWith("| Table 8")
                .contains("violations, %")
                .contains(" 12.4 ");
    }

    @Test
    void theOrderOfTheThreeSystemsComesOut() throws InterruptedException {
        List<PaperRow> rows = PaperTables.all().stream()
                .filter(row -> row.part().equals("Fig. 7a") && row.what().startsWith("medium"))
                .toList();

        List<Line> lines = new Comparison(CalibrationFile.bundled(), 1, 6, 2).of(rows, Progress.SILENT);

        assertThat(lines.get(0).ours()).as("points by which INFless is worse").isPositive();
        assertThat(lines.get(1).ours())
                .as("points by which ElasticFlow is worse")
                .isGreaterThan(lines.get(0).ours());
    }
}
