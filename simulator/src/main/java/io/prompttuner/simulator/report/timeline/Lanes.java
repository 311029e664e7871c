package io.prompttuner.simulator.report.timeline;

import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.SimTime;
import io.prompttuner.simulator.report.plot.Axis;
import io.prompttuner.simulator.report.plot.Markup;
import io.prompttuner.simulator.report.plot.Palette;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws one run: a lane for each GPU, coloured by job, and below them when jobs came, when they were due, and when a plan
 * changed something. What is run after a deadline is hatched.
 */
public final class Lanes {

    /** More rectangles make a page that no browser likes. */
    static final int MOST_SEGMENTS = 8_000;

    /** More lanes are higher than any screen. */
    static final int MOST_LANES = 128;

    private static final double WIDTH = 1200;
    private static final double LEFT = 96;
    private static final double RIGHT = WIDTH - 10;
    private static final double TOP = 8;
    private static final double LANE = 14;
    private static final double STRIP = 16;
    private static final double BELOW = 40;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final int MARKS = 12;
    private static final List<String> STRIPS = List.of("submitted", "deadline met", "deadline missed", "decisions");

    /** Fills what ran after a deadline; the style sheet names it. */
    private static final String HATCH = "<defs><pattern id=\"hatch\" width=\"5\" height=\"5\""
            + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            + "<line x1=\"1\" y1=\"0\" x2=\"1\" y2=\"5\" class=\"hatch\"/></pattern></defs>";

    /** The last colour is too like that of idle workers. */
    private static final int COLOURS = Palette.SIZE - 1;

    private final Recording recording;
    private final Story story;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, JobResult> jobs = new HashMap<>();
    private final int lanes;
    private final long end;
    private final Axis across;
    private final Markup svg;

    private Lanes(Recording recording) {
        this.recording = recording;
        this.story = new Story(recording);
        for (JobResult job : recording.jobs()) {
            numbers.put(job.job().id(), numbers.size());
            jobs.put(job.job().id(), job);
        }
        this.lanes = Math.min(MOST_LANES, recording.run().gpus());
        this.end = end(recording);
        this.across = Axis.ending(minutes(end), MARKS, LEFT, RIGHT);
        this.svg = Markup.svg(WIDTH, bottom() + BELOW, "What each GPU did over time");
    }

    public static String of(Recording recording) {
        var lanes = new Lanes(recording);
        lanes.svg.add(HATCH);
        lanes.drawAxis();
        lanes.drawSegments();
        lanes.drawMarks();
        return lanes.svg.close("svg").toString();
    }

    /** What is missing from the picture, in words; empty if nothing is. */
    public static String missing(Recording recording) {
        var words = new StringBuilder();
        if (recording.run().gpus() > MOST_LANES) {
            words.append("Only the first %s of %s GPUs are drawn. "
                    .formatted(MOST_LANES, recording.run().gpus()));
        }
        if (recording.segments().size() > MOST_SEGMENTS) {
            words.append("Only what happened by %s is drawn; the run ended at %s."
                    .formatted(Story.clock(end(recording)), Story.clock(recording.endMicros())));
        }
        return words.toString().strip();
    }

    /** Of what is drawn. */
    private static long end(Recording recording) {
        return recording.segments().size() <= MOST_SEGMENTS
                ? recording.endMicros()
                : recording.segments().get(MOST_SEGMENTS - 1).toMicros();
    }

    private double bottom() {
        return TOP + LANE * lanes + STRIP * STRIPS.size();
    }

    private void drawAxis() {
        for (int gpu = 0; gpu < lanes; gpu++) {
            double y = TOP + gpu * LANE;
            svg.rect(LEFT, y + 0.5, RIGHT - LEFT, LANE - 1, "class", "lane");
            svg.label(LEFT - 6, y + LANE - 3, "GPU " + gpu, "class", "end small");
        }
        for (int strip = 0; strip < STRIPS.size(); strip++) {
            svg.label(LEFT - 6, strip(strip) + STRIP - 4, STRIPS.get(strip), "class", "end");
        }
        for (double mark = 0; mark <= across.last(); mark++) {
            double x = across.at(mark * across.step());
            svg.stroke(x, TOP, x, bottom() + 4, "class", "grid");
            String text = String.format(Locale.ROOT, across.step() < 1 ? "%.1f" : "%.0f", mark * across.step());
            svg.label(x, bottom() + 17, text, "class", "mid");
        }
        svg.label((LEFT + RIGHT) / 2, bottom() + BELOW - 6, "time (minutes)", "class", "mid");
    }

    private void drawSegments() {
        recording.segments().stream()
                .filter(segment -> segment.fromMicros() < end)
                .forEach(segment -> {
                    String words = story.of(segment);
                    segment.doing().gpus().stream()
                            .filter(gpu -> gpu < lanes)
                            .forEach(gpu -> draw(segment, gpu, words));
                });
    }

    private void draw(Segment segment, int gpu, String words) {
        double x = x(segment.fromMicros());
        double y = TOP + gpu * LANE + 1;
        long until = Math.min(end, segment.toMicros());
        double wide = Math.max(0.4, x(until) - x - 0.4);
        @Nullable String job = segment.doing().job();
        if (job == null) {
            String style = segment.doing().state() == GpuState.LOADING ? "loading" : "idle";
            svg.rect(x, y, wide, LANE - 2, "class", style, "data-hover", words);
            return;
        }
        String style =
                Palette.fill(number(job) % COLOURS) + (segment.doing().state() == GpuState.WAITING ? " held" : "");
        svg.rect(x, y, wide, LANE - 2, "class", style, "data-job", String.valueOf(number(job)), "data-hover", words);
        @Nullable JobResult result = jobs.get(job);
        if (result != null && result.job().deadlineMicros() < until) {
            double due = x(Math.max(segment.fromMicros(), result.job().deadlineMicros()));
            svg.rect(
                    due,
                    y,
                    Math.max(0.4, x + wide - due),
                    LANE - 2,
                    "class",
                    "late",
                    "data-job",
                    String.valueOf(number(job)));
            if (result.job().deadlineMicros() > segment.fromMicros()) {
                svg.stroke(due, y - 1, due, y + LANE - 1, "class", "due", "data-job", String.valueOf(number(job)));
            }
        }
    }

    private void drawMarks() {
        for (JobResult job : recording.jobs()) {
            String words = story.of(job);
            mark(0, job.job().submittedMicros(), job.job().id(), words);
            mark(job.met() ? 1 : 2, job.job().deadlineMicros(), job.job().id(), words);
        }
        for (Decision decision : recording.decisions()) {
            String job = decision.planned().job();
            @Nullable JobResult result = jobs.get(job);
            String about = result == null ? job : story.of(result);
            mark(3, decision.atMicros(), job, about + "\n" + story.of(decision));
        }
    }

    private void mark(int strip, long micros, String job, String words) {
        if (micros > end || micros < 0) {
            return; // what is after the end has no place
        }
        svg.rect(
                x(micros) - 1,
                strip(strip) + 2,
                2,
                STRIP - 4,
                "class",
                "mark " + Palette.fill(number(job) % COLOURS),
                "data-job",
                String.valueOf(number(job)),
                "data-hover",
                words);
    }

    private double strip(int number) {
        return TOP + LANE * lanes + STRIP * number;
    }

    private int number(String job) {
        return numbers.getOrDefault(job, 0);
    }

    private double x(long micros) {
        return across.at(minutes(micros));
    }

    private static double minutes(long micros) {
        return SimTime.seconds(micros) / SECONDS_PER_MINUTE;
    }
}
