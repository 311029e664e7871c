package io.prompttuner.platform.demo;

import io.prompttuner.platform.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as people read it. */
public final class ReportText {

    private static final double MIB = 1 << 20;

    private ReportText() {}

    public static List<String> of(DemoReport report) {
        List<String> lines = new ArrayList<>();
        section(lines, "Jobs", jobs(report));
        section(
                lines,
                "Bank starts against plain ones of the same task and seed, steps of the race included",
                pairs(report));
        lines.addAll(urgent(report.urgent()));
        section(lines, "Memory at its peak (proportional set size)", memory(report.memory()));
        lines.addAll(totals(report.totals()));
        return lines;
    }

    private static void section(List<String> lines, String title, Table table) {
        lines.add("");
        lines.add(title);
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private static Table jobs(DemoReport report) {
        var table = new Table("TENANT", "TASK", "WHY", "START", "STEPS", "RACE", "LOSS", "WORKER", "LEFT", "DEADLINE");
        for (DemoReport.JobLine job : report.jobs()) {
            table.row(
                    job.tenant(),
                    job.task(),
                    job.role(),
                    job.start(),
                    job.steps(),
                    job.raceSteps(),
                    job.loss() == null ? "-" : format("%.3f", job.loss()),
                    format("%.1f s", job.workerSeconds()),
                    left(job),
                    job.verdict());
        }
        return table;
    }

    /** Time that was left when it had ended. */
    private static String left(DemoReport.JobLine job) {
        Duration left = Duration.between(Instant.parse(job.finish()), Instant.parse(job.deadline()));
        return format("%.1f s", left.toMillis() / 1e3);
    }

    private static Table pairs(DemoReport report) {
        var table = new Table("TASK", "SEED", "BANK", "PLAIN", "SAVED");
        report.pairs()
                .forEach(pair -> table.row(
                        pair.task(),
                        pair.seed(),
                        pair.warmSteps(),
                        pair.plainSteps(),
                        format("%.0f %%", 100 * pair.saved())));
        return table;
    }

    private static List<String> urgent(DemoReport.Urgent urgent) {
        return List.of(
                "",
                "Urgent job " + urgent.job() + ": deadline " + urgent.verdict(),
                format(
                        "  it had %.0f s for %d steps of %.2f s; the long jobs needed their workers for %.0f s more, so"
                                + " without a pause it would have been done after %.0f s: %s",
                        urgent.deadlineSeconds(),
                        urgent.steps(),
                        urgent.stepSeconds(),
                        urgent.freeMeasured(),
                        urgent.doneIfItHadWaited(),
                        urgent.onlyAPauseHelped() ? "too late" : "in time as well"),
                urgent.pausedJob() == null
                        ? "  nobody was paused for it"
                        : format(
                                "  job %s was paused by decision %s and resumed by decision %s",
                                urgent.pausedJob(),
                                String.valueOf(urgent.pausedBy()),
                                String.valueOf(urgent.resumedBy())));
    }

    private static Table memory(DemoReport.Memory memory) {
        var table = new Table("PART", "MEMORY");
        memory.parts().forEach(part -> table.row(part.part(), format("%.0f MiB", part.pssBytes() / MIB)));
        return table.row("all", format("%.0f MiB", memory.peakPssBytes() / MIB));
    }

    private static List<String> totals(DemoReport.Totals totals) {
        return List.of(
                "",
                format(
                        "%d of %d deadlines met, %.0f worker seconds; median steps %.0f from the bank, %.0f plain",
                        totals.met(),
                        totals.jobs(),
                        totals.workerSeconds(),
                        totals.medianStepsWarm(),
                        totals.medianStepsPlain()),
                format("first loss after %.0f s, the end after %.0f s", totals.firstLossSeconds(), totals.seconds()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
