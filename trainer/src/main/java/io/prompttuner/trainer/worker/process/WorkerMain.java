package io.prompttuner.trainer.worker.process;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.wire.kafka.BrokerAwayException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker as a program: see the module's README for its environment. */
public final class WorkerMain {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    private WorkerMain() {}

    public static void main(String[] args) throws InterruptedException {
        ProgramLife life = ProgramLife.begin(System.getenv());
        int code;
        try {
            code = WorkerProgram.run(WorkerSettings.from(System.getenv()), life, steadyClock());
        } catch (InvalidConfigException | BrokerAwayException | IOException refused) {
            LOG.error(refused.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    /** Time that never jumps: how long nobody has spoken must not depend on someone setting the clock. */
    private static InstantSource steadyClock() {
        Instant began = InstantSource.system().instant();
        long zero = System.nanoTime();
        return () -> began.plusNanos(System.nanoTime() - zero);
    }
}
