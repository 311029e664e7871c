package io.prompttuner.simulator.trace;

/**
 * How jobs are made from the rows of a trace.
 *
 * @param windowed whether it is cut into windows as long as the generated workload, each of which is run on its own;
 *     otherwise it is run in one piece, from its first arrival on
 * @param thinned whether, of a window with more rows than the generated workload has jobs, only so many are kept, drawn by
 *     chance
 * @param clipped whether durations are brought into the bounds that the calibration has for generated ones
 * @param maxGpus more GPUs than that are taken for that many
 * @param ownModels whether a column {@code model} is heeded; otherwise, and without one, models are assigned by chance, in
 *     the proportions of the generated workload
 * @param ownDeadlines whether a column {@code deadline_seconds} is heeded, scaled with a duration that is clipped;
 *     otherwise, and without one, deadlines follow from S
 * @param maxRows a file with more rows is refused rather than held
 */
public record TraceOptions(
        boolean windowed,
        boolean thinned,
        boolean clipped,
        int maxGpus,
        boolean ownModels,
        boolean ownDeadlines,
        int maxRows) {

    private static final int USUAL_MAX_ROWS = 1_000_000;
    private static final int USUAL_MAX_GPUS = 8;

    public TraceOptions {
        if (maxGpus < 1 || maxRows < 1) {
            throw new IllegalArgumentException("at most %d GPUs and %d rows".formatted(maxGpus, maxRows));
        }
    }

    /** Everything that makes evaluation windows like the paper's, and what the trace says wherever it says something. */
    public static TraceOptions standard() {
        return new TraceOptions(true, true, true, USUAL_MAX_GPUS, true, true, USUAL_MAX_ROWS);
    }

    /** The trace in one piece, with each row as it is. */
    public static TraceOptions asRecorded() {
        return new TraceOptions(false, false, false, Integer.MAX_VALUE, true, true, USUAL_MAX_ROWS);
    }

    public TraceOptions withOwnDeadlines(boolean heeded) {
        return new TraceOptions(windowed, thinned, clipped, maxGpus, ownModels, heeded, maxRows);
    }

    public TraceOptions withOwnModels(boolean heeded) {
        return new TraceOptions(windowed, thinned, clipped, maxGpus, heeded, ownDeadlines, maxRows);
    }

    public TraceOptions withThinned(boolean thinning) {
        return new TraceOptions(windowed, thinning, clipped, maxGpus, ownModels, ownDeadlines, maxRows);
    }

    /** Whether what the trace has in this column, if it has it, is taken from there. */
    boolean heeds(Column column) {
        return switch (column) {
            case MODEL -> ownModels;
            case DEADLINE_SECONDS -> ownDeadlines;
            default -> true;
        };
    }

    public TraceOptions withMaxRows(int most) {
        return new TraceOptions(windowed, thinned, clipped, maxGpus, ownModels, ownDeadlines, most);
    }
}
