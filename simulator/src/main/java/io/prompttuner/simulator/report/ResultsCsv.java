package io.prompttuner.simulator.report;

import io.prompttuner.simulator.experiment.RunResult;
import java.util.List;
import java.util.Locale;

/** {@code results.csv}: one run a line, for programs. Numbers with a point, whatever the machine's language. */
public final class ResultsCsv {

    /** The columns, in order. */
    public static final String HEADER = "workload,load,slo,gpus,policy,switches,seed,jobs,violations,violation_pct,"
            + "cost_usd,gpu_seconds,loading_gpu_seconds,resizes,bound_violation_pct,calibration";

    private ResultsCsv() {}

    /**
     * All lines, the header first.
     *
     * @param calibration hash of the calibration that the runs were made with
     */
    public static String of(List<Judged> runs, String calibration) {
        var text = new StringBuilder(HEADER).append('\n');
        runs.forEach(run -> text.append(line(run, calibration)).append('\n'));
        return text.toString();
    }

    private static String line(Judged run, String calibration) {
        RunResult result = run.result();
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%s,%s,%d,%d,%d,%.4f,%.4f,%.3f,%.3f,%d,%.4f,%s",
                cell(result.workload()),
                cell(result.load()),
                result.slo(),
                result.gpus(),
                result.policy().name(),
                cell(result.policy().switchesText()),
                result.seed(),
                result.jobs(),
                result.violations(),
                result.violationPct(),
                result.costUsd(),
                result.gpuSeconds(),
                result.loadingGpuSeconds(),
                result.resizes(),
                run.bound().violationPct(),
                calibration);
    }

    /** As RFC 4180 has it. */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
