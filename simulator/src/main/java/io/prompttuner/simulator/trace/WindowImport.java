package io.prompttuner.simulator.trace;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.workload.BaseModels;
import io.prompttuner.simulator.workload.JobDraws;
import io.prompttuner.simulator.workload.Shares;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Streams;
import io.prompttuner.simulator.workload.Streams.Purpose;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Makes the jobs of one window, and counts what was changed about them. */
final class WindowImport {

    private final Calibration calibration;
    private final TraceOptions options;
    private final Set<Column> heeded;
    private final WorkloadSpec spec;
    private final TraceWindow window;
    private final Streams streams;
    private final Map<String, JobDraws> draws = new HashMap<>();
    private List<TraceRow> kept = List.of();
    private int longer;
    private int shorter;
    private int narrower;

    WindowImport(
            Calibration calibration, TraceOptions options, Set<Column> heeded, WorkloadSpec spec, TraceWindow window) {
        this.calibration = calibration;
        this.options = options;
        this.heeded = heeded;
        this.spec = spec;
        this.window = window;
        this.streams = new Streams(spec.seed()).part(window.index());
    }

    /** The workload. */
    Workload workload() {
        kept = kept(window.rows());
        List<String> models = models();
        var jobs = new ArrayList<SimJob>(kept.size());
        for (int n = 0; n < kept.size(); n++) {
            jobs.add(job(kept.get(n), models.get(n)));
        }
        jobs.sort(WorkloadGenerator.BY_ARRIVAL);
        return new Workload(window.name(), BaseModels.of(calibration, new TreeSet<>(models), spec.bankSize()), jobs);
    }

    /** What became of the window's rows, once its workload is made. */
    WindowReport report() {
        return new WindowReport(
                window.index(),
                window.rows().size(),
                kept.size(),
                window.peak(window.rows()),
                window.peak(kept),
                longer,
                shorter,
                narrower);
    }

    /** As many as the generated workload has; of a lower load a part of those of a higher one, for the same seed. */
    private List<TraceRow> kept(List<TraceRow> rows) {
        int wanted = spec.counts().values().stream().mapToInt(Integer::intValue).sum();
        if (!options.thinned() || rows.size() <= wanted) {
            return rows;
        }
        var some = new ArrayList<>(rows);
        shuffle(some, streams.of(Purpose.THINNING, ""));
        some.subList(wanted, some.size()).clear();
        some.sort(Comparator.comparingDouble(TraceRow::submitSeconds).thenComparingLong(TraceRow::line));
        return some;
    }

    /** The model of each row that is kept. */
    private List<String> models() {
        var deck = new ArrayList<String>();
        if (heeded.contains(Column.MODEL)) {
            kept.forEach(row -> deck.add(String.valueOf(row.model())));
            return deck;
        }
        Shares.of(spec.counts(), kept.size()).forEach((model, count) -> deck.addAll(Collections.nCopies(count, model)));
        shuffle(deck, streams.of(Purpose.MODEL, ""));
        return deck;
    }

    private SimJob job(TraceRow row, String model) {
        JobDraws ofModel =
                draws.computeIfAbsent(model, name -> new JobDraws(calibration, name, streams, spec.bankSize()));
        JobDraws.Draw draw = ofModel.next();
        if (heeded.contains(Column.DURATION_SECONDS)) {
            draw = draw.withSeconds(seconds(row));
        }
        if (heeded.contains(Column.GPUS)) {
            draw = draw.withWorkers(workers(row, model));
        }
        if (row.tenant() != null) {
            draw = draw.withTenant(row.tenant());
        }
        String id = row.id() == null ? "line-" + row.line() : row.id();
        return ofModel.job(id, draw, row.submitSeconds() - window.start(), sloSeconds(row, draw, ofModel));
    }

    private double seconds(TraceRow row) {
        double seconds = row.durationSeconds();
        if (!options.clipped()) {
            return seconds;
        }
        double clipped = calibration.durations().clipped(seconds);
        longer += clipped > seconds ? 1 : 0;
        shorter += clipped < seconds ? 1 : 0;
        return clipped;
    }

    private int workers(TraceRow row, String model) {
        narrower += row.gpus() > options.maxGpus() ? 1 : 0;
        int each = calibration.model(model).gpus();
        return (Math.min(row.gpus(), options.maxGpus()) + each - 1) / each;
    }

    /** A deadline of the trace keeps its proportion to the duration; an absent one follows from S. */
    private double sloSeconds(TraceRow row, JobDraws.Draw draw, JobDraws ofModel) {
        if (!heeded.contains(Column.DEADLINE_SECONDS)) {
            return ofModel.sloSeconds(draw, spec.slo());
        }
        double scale = heeded.contains(Column.DURATION_SECONDS) ? draw.seconds() / row.durationSeconds() : 1;
        return Math.min(RowParser.MAX_SECONDS, row.deadlineSeconds() * scale);
    }

    private static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int n = list.size(); n > 1; n--) {
            Collections.swap(list, n - 1, random.nextInt(n));
        }
    }
}
