package io.prompttuner.platform.campaign;

import java.io.IOException;
import java.time.Duration;

/**
 * Looks again and again until something is so.
 *
 * @param atMost after this the campaign has failed
 */
record Patience(Duration atMost) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Something that is looked at. */
    @FunctionalInterface
    interface Look {
        boolean isSo() throws IOException, CampaignFailedException;
    }

    void await(String what, Look look) throws IOException, InterruptedException, CampaignFailedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!look.isSo()) {
            if (System.nanoTime() - end > 0) {
                throw new CampaignFailedException("waited %d min for %s".formatted(atMost.toMinutes(), what));
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
