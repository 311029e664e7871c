package io.prompttuner.controller.fleet;

import java.util.HashMap;
import java.util.Map;

/** Keeps a base model whose workers end before they are warm from being started again and again. Times are uptimes in ms. */
public final class StartBackoff {

    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 60_000;

    private final Map<String, Pause> pauses = new HashMap<>();

    private record Pause(int failures, long until) {}

    /** A worker of this model ended before it was warm. */
    public void failed(String baseModel, long now) {
        Pause last = pauses.get(baseModel);
        int failures = last == null ? 1 : last.failures() + 1;
        long pause = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures - 1, 10));
        pauses.put(baseModel, new Pause(failures, now + pause));
    }

    /** One is warm: all is well. */
    public void succeeded(String baseModel) {
        pauses.remove(baseModel);
    }

    public boolean mayStart(String baseModel, long now) {
        Pause pause = pauses.get(baseModel);
        return pause == null || now >= pause.until();
    }
}
