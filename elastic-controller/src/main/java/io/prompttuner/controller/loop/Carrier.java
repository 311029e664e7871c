package io.prompttuner.controller.loop;

import io.prompttuner.controller.message.Effect;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each effect to the adapter that it is for, and says in the log what people may want to know. */
public final class Carrier implements Effect.Visitor {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    private final EventLog log;
    private final WorkerStreams streams;
    private final WorkerFleet fleet;
    private final StoreKeeper stores;
    private final Consumer<String> end;

    /**
     * Carries to these.
     *
     * @param end is told why the controller has to end
     */
    public Carrier(EventLog log, WorkerStreams streams, WorkerFleet fleet, StoreKeeper stores, Consumer<String> end) {
        this.log = log;
        this.streams = streams;
        this.fleet = fleet;
        this.stores = stores;
        this.end = end;
    }

    @Override
    public void append(Effect.Append append) {
        LOG.debug("append to {}: {}", append.topic(), append.event());
        log.append(append);
    }

    @Override
    public void readSteps(Effect.ReadSteps read) {
        log.readSteps(read);
    }

    @Override
    public void lookAtTerms(Effect.LookAtTerms look) {
        log.lookAtTerms(look);
    }

    @Override
    public void readAll(Effect.ReadAll read) {
        log.readAll(read);
    }

    @Override
    public void tell(Effect.Tell tell) {
        streams.tell(tell);
    }

    @Override
    public void startWorker(Effect.StartWorker start) {
        LOG.info("worker {} of {} should be there", start.worker(), start.baseModel());
        fleet.start(start.worker(), start.baseModel());
    }

    @Override
    public void stopWorker(Effect.StopWorker stop) {
        LOG.info("worker {} should not be there", stop.worker());
        fleet.stop(stop.worker());
    }

    @Override
    public void removeCheckpoints(Effect.RemoveCheckpoints remove) {
        stores.removeCheckpoints(remove.jobs());
    }

    @Override
    public void sweepPrompts(Effect.SweepPrompts sweep) {
        stores.sweepPrompts(sweep.named(), sweep.last());
    }

    @Override
    public void warn(Effect.Warn warn) {
        LOG.warn(warn.what());
    }

    @Override
    public void stepDown(Effect.StepDown stepDown) {
        end.accept(stepDown.why());
    }
}
