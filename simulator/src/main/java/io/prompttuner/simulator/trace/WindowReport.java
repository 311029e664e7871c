package io.prompttuner.simulator.trace;

/**
 * What became of the rows of one window.
 *
 * @param index of the window, counted from 0 at the beginning of the trace
 * @param rows that it has
 * @param kept that became jobs
 * @param peak arrivals in its busiest minute, as a multiple of the mean one, among all rows
 * @param keptPeak the same among those that were kept
 * @param longer jobs whose duration was raised to the least
 * @param shorter jobs whose duration was lowered to the most
 * @param narrower jobs with more GPUs than the most
 */
public record WindowReport(
        int index, int rows, int kept, double peak, double keptPeak, int longer, int shorter, int narrower) {

    @Override
    public String toString() {
        return "window %d: %d rows, %.1f times the mean in the busiest minute; %d kept (%.1f): %s"
                .formatted(index, rows, peak, kept, keptPeak, changes());
    }

    private String changes() {
        return "%d made longer, %d shorter, %d narrower".formatted(longer, shorter, narrower);
    }
}
