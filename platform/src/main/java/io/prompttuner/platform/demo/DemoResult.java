package io.prompttuner.platform.demo;

import io.prompttuner.platform.demo.DemoClients.Submitted;
import java.util.List;

/**
 * What has been played.
 *
 * @param urgent the arrival that could not wait
 * @param shared the job that one worker would have finished too late
 * @param firstLoss seconds from the beginning to the first loss
 * @param seconds from the beginning to the last end
 */
record DemoResult(
        List<Submitted> jobs, UrgentArrival.Facts urgent, DemoReport.Shared shared, double firstLoss, double seconds) {}
