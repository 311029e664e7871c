package io.prompttuner.benchmarks.group;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures on the command line what sharing the work of a job costs; {@code --help} says how. Ends with 2 if its arguments
 * are wrong.
 */
public final class GroupMain {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMain.class);
    private static final Logger FIGURES = LoggerFactory.getLogger("figures");

    private GroupMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            FIGURES.info(GroupOptions.USAGE);
            return;
        }
        GroupOptions options;
        try {
            options = GroupOptions.of(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
            return;
        }
        FIGURES.info("{} processors, Java {}", Runtime.getRuntime().availableProcessors(), Runtime.version());
        new LostTime(options.steps()).table().forEach(FIGURES::info);
        new Joins(options).table().forEach(FIGURES::info);
        new Scaling(options).table().forEach(FIGURES::info);
        System.exit(0); // PyTorch's threads would keep the process
    }
}
