package io.prompttuner.controller.loop;

import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.decide.Phase;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread in which a controller decides: what came first is decided first, and time passes in between. */
public final class ControllerLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Controller controller;
    private final Inbox inbox;
    private final Effect.Visitor carrier;
    private final InstantSource clock;
    private final Consumer<String> failed;
    private final Thread thread = new Thread(this::run, "controller");
    private Phase said = Phase.READING;

    /**
     * Does nothing yet.
     *
     * @param failed is told if the loop can't go on
     */
    public ControllerLoop(
            Controller controller, Inbox inbox, Effect.Visitor carrier, InstantSource clock, Consumer<String> failed) {
        this.controller = controller;
        this.inbox = inbox;
        this.carrier = carrier;
        this.clock = clock;
        this.failed = failed;
    }

    public void start() {
        thread.start();
    }

    /** Stops deciding; returns when nothing more will be asked of the adapters. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            thread.join();
        }
    }

    private void run() {
        try {
            Instant nextTick = clock.instant();
            while (controller.phase() != Phase.DEPOSED) {
                Instant now = clock.instant();
                if (!now.isBefore(nextTick)) {
                    nextTick = now.plus(TICK);
                    decide(new Input.Tick(now));
                }
                inbox.next(Duration.between(now, nextTick)).ifPresent(this::decide);
            }
        } catch (InterruptedException asked) {
            LOG.debug("asked to end");
        } catch (RuntimeException fault) {
            LOG.error("the controller can't go on", fault);
            failed.accept("a fault: " + fault);
        }
    }

    private void decide(Input input) {
        for (Effect effect : controller.on(input)) {
            effect.accept(carrier);
        }
        if (controller.phase() != said) {
            said = controller.phase();
            LOG.info("term {}: {}", controller.term(), said);
        }
    }
}
