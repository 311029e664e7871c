package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    Path directory;

    @Test
    void writesATableAFileAndAPage() throws IOException {
        Path out = directory.resolve("new/out");

        int exit = terminal.run(
                "simulate",
                "--policies",
                "fifo,prompttuner:window=30",
                "--loads",
                "low",
                "--seeds",
                "2",
                "--out",
                out.toString());

        assertThat(exit).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("load low, S 1, 32 GPUs", "prompttuner:window=30", "bound", "calibration ");
        assertThat(Files.readString(out.resolve("results.csv")).lines()).hasSize(1 + 2 * 2);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("<svg")
                .contains("simulate --policies fifo,prompttuner:window=30");
    }

    @Test
    void takesJobsFromATraceAndNamesWhatItCannotUse() throws IOException {
        Path trace = directory.resolve("mine.csv");
        Files.writeString(trace, "duration_seconds,arrival_seconds\n20,0\nsoon,5\n30,7\n");

        int exit = terminal.run("simulate", "--policies", "fifo", "--seeds", "1", "--trace", trace.toString());

        assertThat(exit).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(terminal.err()).contains("2 rows, 1 bad rows", "line 3", "drawn as for a generated workload");
        assertThat(terminal.out()).contains("mine-0, load medium");
    }

    @Test
    void saysWhatThereIsIfItIsAskedForSomethingElse() {
        assertThat(terminal.run("simulate", "--policies", "sooner")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--policies: no policy is called sooner, only edf, prompttuner");
        assertThat(terminal.run("simulate", "--loads", "heavy")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--loads: no heavy, only [low, medium, high");
        assertThat(terminal.run("simulate", "--slo", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("simulate", "--seeds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run(
                        "simulate", "--trace", directory.resolve("none.csv").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--trace: no such file");
    }

    @Test
    void aCalibrationThatMakesNoSenseIsRefusedWithAllItsFaults() throws IOException {
        Path file = directory.resolve("mine.properties");
        Files.writeString(file, "price.gpu-hour = -1\nworkers.max = many\n");

        assertThat(terminal.run("simulate", "--calibration", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("price.gpu-hour", "workers.max");
    }

    @Test
    void replaysNothingFromAFileWithoutPlans() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.jsonl"), "no plan\n");

        assertThat(terminal.run("replay", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("holds no recorded plan");
        assertThat(terminal.run("replay", directory.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("replay", file.toString(), "--policy", "sooner"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesAPlatformWithAPolicyThatThereIsNot() {
        assertThat(terminal.run("up", "--data", directory.toString(), "--policy", "sooner"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--policy: no policy is called sooner");
    }
}
