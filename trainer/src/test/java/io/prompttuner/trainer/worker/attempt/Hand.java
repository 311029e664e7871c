package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** A worker with a thread for its job, orders that a test gives, and a clock that goes on when it rests. */
final class Hand implements Orders {

    final String name;
    private final Function<Hand, Workplace> place;
    private volatile LongConsumer script = step -> {};
    private CompletableFuture<Finished> finished = new CompletableFuture<>();
    private Order order = new Order.Leave();
    private Instant now = Instant.EPOCH;
    private boolean busy;
    private long step;

    Hand(String name, Function<Hand, Workplace> place) {
        this.name = name;
        this.place = place;
    }

    /** Whether it is at work on a step before this one. */
    synchronized boolean isBefore(long other) {
        return busy && step >= 0 && step < other;
    }

    /** What happens whenever it stands between two steps, before it hears its order. */
    void at(LongConsumer happening) {
        script = happening;
    }

    synchronized void begin(Assign assign, Order first) {
        busy = true;
        step = -1;
        order = first;
        finished = new CompletableFuture<>();
        var job = new Thread(() -> run(assign, finished), name);
        job.setDaemon(true);
        job.start();
    }

    synchronized boolean isBusy() {
        return busy;
    }

    synchronized void told(Order given) {
        order = given.over(order);
        notifyAll();
    }

    /** How it has let go, now or soon; what its run threw comes as an {@link java.util.concurrent.ExecutionException}. */
    Finished finished() throws Exception {
        return over().get(1, TimeUnit.MINUTES);
    }

    synchronized Instant now() {
        return now;
    }

    @Override
    public Order at(long reached) {
        standsAt(reached);
        script.accept(reached);
        rest(Duration.ZERO);
        return pending();
    }

    @Override
    public synchronized Order pending() {
        return order;
    }

    @Override
    public void ending() {
        // nothing but a drop is ordered afterwards
    }

    @Override
    public synchronized void rest(Duration time) {
        now = now.plus(time).plusMillis(1);
        if (!time.isZero()) {
            try {
                TimeUnit.MILLISECONDS.timedWait(this, 1);
            } catch (InterruptedException ending) {
                throw new IllegalStateException(ending);
            }
        }
    }

    private synchronized void standsAt(long reached) {
        step = reached;
    }

    private synchronized CompletableFuture<Finished> over() {
        return finished;
    }

    private void run(Assign assign, CompletableFuture<Finished> over) {
        try {
            Finished how = new AttemptRunner(place.apply(this)).run(assign);
            free();
            over.complete(how);
        } catch (Throwable fault) {
            free();
            over.completeExceptionally(fault);
        }
    }

    private synchronized void free() {
        busy = false;
    }
}
