package io.prompttuner.platform.demo;

import io.prompttuner.platform.demo.DemoClients.Submitted;
import java.util.List;

/**
 * What has been played.
 *
 * @param firstLoss seconds from the beginning to the first loss
 * @param seconds from the beginning to the last end
 */
record DemoResult(List<Submitted> jobs, UrgentArrival.Facts urgent, double firstLoss, double seconds) {}
