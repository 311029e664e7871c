package io.prompttuner.platform.campaign;

import java.util.ArrayList;
import java.util.List;

/**
 * What tenants got from the gateway while a part that it needs was away.
 *
 * @param seconds how long that was
 * @param reads how often jobs were asked for
 * @param readsAnswered how often they were shown, with the time of the view
 * @param writes how often a job was submitted
 * @param writesRefused how often the answer was to try again, and when
 */
public record Service(double seconds, int reads, int readsAnswered, int writes, int writesRefused) {

    /** One line for each promise that was not kept. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        require(
                readsAnswered == reads,
                "%d of %d reads were not answered".formatted(reads - readsAnswered, reads),
                faults);
        require(
                writesRefused == writes,
                "%d of %d writes were not told to try again".formatted(writes - writesRefused, writes),
                faults);
        return faults;
    }

    private void require(boolean kept, String fault, List<String> faults) {
        if (!kept) {
            faults.add("in an outage of %.0f s: %s".formatted(seconds, fault));
        }
    }
}
