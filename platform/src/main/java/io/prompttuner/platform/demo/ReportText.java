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
                "Jobs that raced prompts of the bank against the same task and seed started plain, steps of the race included",
                pairs(report));
        report.unpaired().forEach(job -> lines.add("  " + unpaired(job)));
        lines.add(
                "  The keys of these jobs are chosen such that none falls to the one in ten that starts plain on purpose:");
        lines.add("  each has a plain twin already.");
        lines.addAll(urgent(report));
        lines.addAll(shared(report));
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
        var table = new Table("TASK", "SEED", "WON", "RACED", "PLAIN", "SAVED");
        report.pairs()
                .forEach(pair -> table.row(
                        pair.task(),
                        pair.seed(),
                        pair.start(),
                        pair.warmSteps(),
                        pair.plainSteps(),
                        format("%.0f %%", 100 * pair.saved())));
        return table;
    }

    private static String unpaired(DemoReport.Unpaired job) {
        return "%s, seed %d, is not counted: bank %s when it started".formatted(job.task(), job.seed(), job.bank());
    }

    private static List<String> urgent(DemoReport report) {
        DemoReport.Urgent urgent = report.urgent();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("The urgent job, %s: deadline %s".formatted(named(urgent.job(), report), urgent.verdict()));
        lines.add(format(
                "  It had %.0f s for %d steps of %.2f s. The long jobs needed their workers for %.0f s more:",
                urgent.deadlineSeconds(), urgent.steps(), urgent.stepSeconds(), urgent.freeMeasured()));
        lines.add(format(
                "  without a pause it would have been done after %.0f s, %s.",
                urgent.doneIfItHadWaited(), urgent.onlyAPauseHelped() ? "too late" : "in time as well"));
        String paused = urgent.pausedJob();
        if (paused == null) {
            lines.add("  Nobody was paused for it.");
        } else {
            lines.add("  To make room, %s was".formatted(named(paused, report)));
            lines.add("  paused by decision %s and resumed by decision %s."
                    .formatted(urgent.pausedBy(), urgent.resumedBy()));
        }
        return lines;
    }

    private static List<String> shared(DemoReport report) {
        DemoReport.Shared shared = report.shared();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("The job for two workers, %s: deadline %s".formatted(named(shared.job(), report), shared.verdict()));
        SharedWords.of(shared).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** A job as people know it. */
    private static String named(String id, DemoReport report) {
        return report.jobs().stream()
                .filter(job -> job.job().equals(id))
                .findFirst()
                .map(job -> "%s of %s (%s)".formatted(job.task(), job.tenant(), id))
                .orElse(id);
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
                        "%d of %d deadlines met with %.0f worker-seconds; median steps %.0f from the bank, %.0f plain",
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
