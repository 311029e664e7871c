package io.prompttuner.platform.flink;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.embedded.flink.FlinkJob;
import io.prompttuner.embedded.flink.FlinkJobFailedException;
import io.prompttuner.embedded.flink.FlinkNode;
import io.prompttuner.embedded.flink.FlinkNodeSettings;
import io.prompttuner.embedded.process.NodeStartException;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.scaling.flink.ScalingJob;
import io.prompttuner.slo.flink.SloJob;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both Flink jobs in a process of their own, each going on from its newest checkpoint. Ends with 1 if a job ends although
 * nobody asked it to, or if nobody is left to run tasks, so that the supervisor starts it anew.
 */
public final class FlinkMain {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkMain.class);
    private static final int PARALLELISM = 1;
    private static final int SLOTS = 2 * PARALLELISM;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    private FlinkMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (ProgramLife life = ProgramLife.begin(System.getenv())) {
            serve(FlinkConfig.from(System.getenv()), life);
            life.awaitEnd();
        } catch (InvalidConfigException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
        } catch (NodeStartException | FlinkJobFailedException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        }
    }

    private static void serve(FlinkConfig config, ProgramLife life) throws InterruptedException {
        FlinkNode node = life.with(FlinkNode.start(
                new FlinkNodeSettings(config.data(), SLOTS, CHECKPOINT_EVERY, config.port(), Map.of())));
        FlinkJob scaling = node.submit(
                ScalingJob.NAME, PARALLELISM, environment -> ScalingJob.wire(environment, config.scaling()));
        FlinkJob slo = node.submit(
                SloJob.NAME,
                PARALLELISM,
                environment -> SloJob.wire(environment, config.scaling().kafka()));
        for (FlinkJob job : new FlinkJob[] {scaling, slo}) {
            watch(job);
            if (!job.awaitTasksRunning(START_WITHIN)) {
                LOG.warn(
                        "not all tasks of job {} run after {} s; it goes on trying",
                        job.name(),
                        START_WITHIN.toSeconds());
            }
        }
        watch(node);
        life.ready(node.restAddress().toString());
    }

    /** Without a task manager its jobs wait for ever; only a new process has another one. */
    private static void watch(FlinkNode node) {
        inBackground("watch-task-manager", () -> {
            if (node.awaitLoss()) {
                fail("Flink has lost its task manager");
            }
        });
    }

    /** A job restarts its tasks for ever; if it fails all the same, only a new process helps. */
    private static void watch(FlinkJob job) {
        inBackground("watch-" + job.name(), () -> {
            try {
                job.awaitEnd();
            } catch (FlinkJobFailedException failed) {
                fail(failed.getMessage());
            }
        });
    }

    private static void fail(@Nullable String why) {
        LOG.error(why);
        Runtime.getRuntime().halt(1);
    }

    private static void inBackground(String name, Watching watching) {
        var thread = new Thread(
                () -> {
                    try {
                        watching.run();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Blocks as long as all is well. */
    private interface Watching {
        void run() throws InterruptedException;
    }
}
