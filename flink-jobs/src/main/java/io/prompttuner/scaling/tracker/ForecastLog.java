package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.Forecast;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the forecasts that were made for a job, to be judged by what happened: every {@code stride}th, which doubles
 * whenever there are too many.
 *
 * @param kept oldest first
 * @param made how many were made
 * @param stride every which one is kept
 */
public record ForecastLog(List<Forecast> kept, long made, long stride) {

    /** Most forecasts an outcome may carry. */
    public static final int MOST = 16;

    static final ForecastLog EMPTY = new ForecastLog(List.of(), 0, 1);

    public ForecastLog {
        kept = kept == null ? List.of() : kept;
        stride = Math.max(1, stride);
    }

    ForecastLog with(Forecast forecast) {
        if (made % stride != 0) {
            return new ForecastLog(kept, made + 1, stride);
        }
        List<Forecast> more = new ArrayList<>(kept);
        more.add(forecast);
        return more.size() <= MOST
                ? new ForecastLog(List.copyOf(more), made + 1, stride)
                : new ForecastLog(everyOther(more), made + 1, 2 * stride);
    }

    private static List<Forecast> everyOther(List<Forecast> all) {
        List<Forecast> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            some.add(all.get(i));
        }
        return List.copyOf(some);
    }
}
