package io.prompttuner.platform.supervisor;

import java.time.Duration;

/**
 * When a dead part is started again: at once the first time, then ever later, until it has lived for a while.
 *
 * @param first the wait after the second death in a row; each further one doubles it
 * @param longest the wait never grows beyond this
 * @param calm a life this long makes earlier deaths forgotten
 */
public record RestartRule(Duration first, Duration longest, Duration calm) {

    /** For processes that take seconds to start. */
    public static final RestartRule STANDARD =
            new RestartRule(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final int ENOUGH_DOUBLINGS = 30;

    /**
     * What to do after a death.
     *
     * @param deaths in a row before this one
     * @param lived how long the part ran this time
     */
    public Restart after(int deaths, Duration lived) {
        int inARow = lived.compareTo(calm) >= 0 ? 1 : deaths + 1;
        return new Restart(inARow, delay(inARow));
    }

    private Duration delay(int inARow) {
        if (inARow <= 1) {
            return Duration.ZERO;
        }
        Duration grown = first.multipliedBy(1L << Math.min(inARow - 2, ENOUGH_DOUBLINGS));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    /**
     * The next start.
     *
     * @param deaths in a row, the newest included
     * @param delay until then
     */
    public record Restart(int deaths, Duration delay) {}
}
