package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.Beginning;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.platform.demo.DemoClients.Submitted;
import io.prompttuner.platform.demo.DemoJob.Role;
import io.prompttuner.platform.demo.DemoReport.JobLine;
import io.prompttuner.platform.demo.DemoReport.Memory;
import io.prompttuner.platform.demo.DemoReport.Pair;
import io.prompttuner.platform.demo.DemoReport.PartMemory;
import io.prompttuner.platform.demo.DemoReport.Totals;
import io.prompttuner.platform.demo.DemoReport.Unpaired;
import io.prompttuner.platform.demo.DemoReport.Urgent;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Makes the report from what was played: asks for each job's outcome once more, and sums up. */
final class ReportWriter {

    private final DemoResult result;
    private final List<JobLine> lines = new ArrayList<>();
    private final Map<String, JobDescription> descriptions = new HashMap<>();

    private ReportWriter(DemoResult result) {
        this.result = result;
    }

    /** @param memory bytes by process, at the worst moment */
    static DemoReport write(DemoResult result, DemoClients clients, Map<String, Long> memory)
            throws DemoFailedException {
        var writer = new ReportWriter(result);
        for (Submitted job : result.jobs()) {
            JobDescription description = clients.describe(job);
            writer.descriptions.put(job.id(), description);
            writer.lines.add(line(job, description));
        }
        return writer.report(memory);
    }

    private static JobLine line(Submitted job, JobDescription description) throws DemoFailedException {
        JobOutcome outcome = description.outcome();
        if (outcome == null) {
            throw new DemoFailedException("job %s has ended without an outcome".formatted(job.id()));
        }
        Beginning started = outcome.started();
        return new JobLine(
                job.job().tenant(),
                job.id(),
                job.job().task(),
                job.job().role().words(),
                description.status().deadline().toString(),
                outcome.endedAt().toString(),
                outcome.verdict().word(),
                outcome.ended().end().word(),
                started == null ? "none" : started.initial().word(),
                (started == null ? BankAnswer.NOT_ASKED : started.bank()).word(),
                outcome.steps(),
                outcome.raceSteps(),
                outcome.ended().loss(),
                outcome.workerSeconds(),
                outcome.attempts());
    }

    private DemoReport report(Map<String, Long> memory) {
        List<Pair> pairs = pairs();
        long peak = memory.values().stream().mapToLong(Long::longValue).sum();
        List<PartMemory> parts = memory.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new PartMemory(entry.getKey(), entry.getValue()))
                .toList();
        return new DemoReport(
                List.copyOf(lines),
                pairs,
                unpaired(),
                urgent(),
                result.shared(),
                totals(pairs, peak),
                new Memory(peak, parts));
    }

    private List<Pair> pairs() {
        return warm(true)
                .flatMap(warm -> twin(warm).map(twin -> pair(warm, twin)).stream())
                .toList();
    }

    private List<Unpaired> unpaired() {
        return warm(false)
                .map(job -> new Unpaired(
                        job.job().task(), job.job().seed(), job.id(), line(job).bank()))
                .toList();
    }

    /** Jobs that were to race the bank's prompts, and did or didn't get any. */
    private Stream<Submitted> warm(boolean fromTheBank) {
        return result.jobs().stream()
                .filter(job -> job.job().role() == Role.WARM)
                .filter(job -> line(job).bank().equals(BankAnswer.CANDIDATES.word()) == fromTheBank);
    }

    private Optional<Submitted> twin(Submitted warm) {
        return result.jobs().stream()
                .filter(job -> job.job().role() == Role.TWIN)
                .filter(job -> job.job().task().equals(warm.job().task())
                        && job.job().seed() == warm.job().seed())
                .findFirst();
    }

    private Pair pair(Submitted warm, Submitted twin) {
        long warmSteps = line(warm).allSteps();
        long plainSteps = line(twin).allSteps();
        double saved = plainSteps == 0 ? 0 : 1 - (double) warmSteps / plainSteps;
        return new Pair(
                warm.job().task(),
                warm.job().seed(),
                warm.id(),
                twin.id(),
                line(warm).start(),
                warmSteps,
                plainSteps,
                saved);
    }

    private Urgent urgent() {
        UrgentArrival.Facts facts = result.urgent();
        List<JobDescription> slack =
                facts.slack().stream().map(this::description).toList();
        Hindsight hindsight = Hindsight.of(description(facts.urgent()), slack);
        double deadline = facts.deadline().toMillis() / 1e3;
        return new Urgent(
                facts.urgent().id(),
                line(facts.urgent()).verdict(),
                facts.steps(),
                facts.stepSeconds(),
                facts.soonestFree(),
                deadline,
                hindsight.free(),
                hindsight.doneIfItHadWaited(),
                hindsight.doneIfItHadWaited() > deadline,
                facts.pausedJob().map(Submitted::id).orElse(null),
                facts.pausedBy().orElse(null),
                facts.resumedBy().orElse(null));
    }

    private JobDescription description(Submitted job) {
        return Objects.requireNonNull(descriptions.get(job.id()));
    }

    private Totals totals(List<Pair> pairs, long peak) {
        return new Totals(
                lines.size(),
                count(line -> line.verdict().equals(Verdict.MET.word())),
                count(line -> line.verdict().equals(Verdict.MISSED.word())),
                lines.stream().mapToDouble(JobLine::workerSeconds).sum(),
                median(pairs, Pair::warmSteps),
                median(pairs, Pair::plainSteps),
                result.seconds(),
                result.firstLoss(),
                peak);
    }

    private JobLine line(Submitted job) {
        return lines.stream()
                .filter(line -> line.job().equals(job.id()))
                .findFirst()
                .orElseThrow();
    }

    private int count(Predicate<JobLine> which) {
        return Math.toIntExact(lines.stream().filter(which).count());
    }

    private static double median(List<Pair> pairs, ToLongFunction<Pair> steps) {
        long[] sorted = pairs.stream().mapToLong(steps).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
