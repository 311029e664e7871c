package io.prompttuner.simulator.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.domain.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {

    private final Calibration bundled = CalibrationFile.bundled();

    @TempDir
    Path dir;

    @Test
    void everyEntrySaysWhereItIsFrom() {
        var unsaid = new ArrayList<String>();
        String comment = "";
        boolean inherited = false;
        for (String line : CalibrationFile.text(bundled).lines().toList()) {
            if (line.startsWith("# ---")) {
                inherited = line.contains("sources as for");
            }
            if (line.isBlank()) {
                comment = "";
            } else if (line.startsWith("#")) {
                comment += line;
            } else if (!inherited && !comment.matches(".*\\[(stated in the paper|derived|fitted)].*")) {
                unsaid.add(line);
            }
        }

        assertThat(unsaid).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Calibration fitted = bundled.with("slo.allowance", 0.1 + 0.2).with("model.gpt2-base.load-seconds", 8);
        Path file = dir.resolve("fitted.properties");

        Files.writeString(file, CalibrationFile.text(fitted));

        assertThat(CalibrationFile.read(file)).isEqualTo(fitted);
        assertThat(CalibrationFile.read(file).hash()).isEqualTo(fitted.hash());
    }

    @Test
    void onlyChangedLinesAreWrittenAnew() {
        List<String> before = CalibrationFile.text(bundled).lines().toList();
        List<String> after =
                CalibrationFile.text(bundled.with("workers.max", 7)).lines().toList();

        var changed = new ArrayList<>(after);
        changed.removeAll(before);
        assertThat(changed).containsExactly("workers.max = 7");
        assertThat(after).hasSameSizeAs(before);
    }

    @Test
    void somebodysOwnCommentsStayToo() {
        String text = "# mine\nworkers.max=6\n! why\nslo.allowance : 0.80\n";
        Calibration mine = CalibrationFile.parse(text);

        String rewritten = CalibrationFile.rewritten(text, mine.with("workers.max", 9));

        assertThat(rewritten)
                .startsWith("# mine\nworkers.max = 9\n! why\nslo.allowance : 0.80\narrivals.correlation = ");
        assertThat(CalibrationFile.parse(rewritten)).isEqualTo(mine.with("workers.max", 9));
    }

    @Test
    void aFileNeedsOnlyWhatDiffers() {
        assertThat(CalibrationFile.parse("workers.max = 6")).isEqualTo(bundled.with("workers.max", 6));
        assertThat(CalibrationFile.parse("")).isEqualTo(bundled);
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path binary = dir.resolve("binary");
        Files.write(binary, new byte[] {'a', '=', (byte) 0xff});

        assertFault("workers.max=1\nworkers.max=2", "workers.max: given twice");
        assertFault("workers.max=\\u12", "not readable");
        assertFault("workers.max=1\\\n2", "not with a backslash");
        assertFault("workers=1", "workers: not known");
        assertThatThrownBy(() -> CalibrationFile.read(binary))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("not UTF-8");
    }

    private static void assertFault(String text, String fault) {
        assertThatThrownBy(() -> CalibrationFile.parse(text))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(fault);
    }
}
