package io.prompttuner.simulator.protocol;

import io.prompttuner.simulator.protocol.History.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives through many histories on the command line: {@code --histories 1000000 --seed 1}. A history that breaks a promise
 * gives one line by which it can be lived through again. Ends with 1 if there was one, with 2 if its arguments are wrong.
 */
public final class SimulationMain {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationMain.class);
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final SimulationOptions options;
    private final Clock clock;
    private final Instant begun;
    private Instant told;
    private long lived;
    private long broken;
    private long events;
    private long strikes;
    private long millis;

    private SimulationMain(SimulationOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.begun = clock.instant();
        this.told = begun;
    }

    public static void main(String[] arguments) {
        SimulationOptions options;
        try {
            options = SimulationOptions.of(
                    List.of(arguments), Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new SimulationMain(options, Clock.systemUTC()).run() == 0 ? 0 : 1);
    }

    private long run() {
        new Simulation(options, this::take).run();
        tell();
        return broken;
    }

    private void take(Report report) {
        report.trace().forEach(LOG::info);
        lived++;
        events += report.events();
        strikes += report.strikes();
        millis += report.millis();
        if (!report.isSound()) {
            broken++;
            LOG.error(
                    "{} (run it again with: --seed {} --histories 1 --trace)",
                    report.violations().get(0),
                    report.seed());
        }
        if (!clock.instant().isBefore(told.plus(PROGRESS))) {
            told = clock.instant();
            tell();
        }
    }

    private void tell() {
        double seconds = Math.max(1, Duration.between(begun, clock.instant()).toMillis()) / 1000.0;
        LOG.info(
                "{} of {} histories, {} broken; {} a second; each {} events, {} faults, {} s of its own time",
                lived,
                options.histories(),
                broken,
                Math.round(lived / seconds),
                events / lived,
                strikes / lived,
                millis / lived / 1000);
    }
}
