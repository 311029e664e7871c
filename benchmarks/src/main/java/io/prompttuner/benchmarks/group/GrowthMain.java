package io.prompttuner.benchmarks.group;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures on the command line how soon a job of a running platform has a second worker; ends with 2 if told wrongly. */
public final class GrowthMain {

    private static final Logger LOG = LoggerFactory.getLogger(GrowthMain.class);
    private static final Logger FIGURES = LoggerFactory.getLogger("figures");
    private static final String USAGE = "usage: HOST:PORT of the broker, a job that runs on and on, how many times";

    private GrowthMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3 || !arguments[2].matches("[1-9][0-9]{0,4}")) {
            LOG.error(USAGE);
            System.exit(2);
            return;
        }
        try (var growth = new Growth(arguments[0], arguments[1])) {
            List<String> table = growth.table(Integer.parseInt(arguments[2]));
            table.forEach(FIGURES::info);
        }
    }
}
