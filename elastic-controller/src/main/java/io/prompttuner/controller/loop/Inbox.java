package io.prompttuner.controller.loop;

import io.prompttuner.controller.message.Input;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What has happened and was not looked at yet, from all threads, in the order in which it came. */
public final class Inbox {

    private static final int PLENTY = 20_000;

    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

    /** From any thread; never waits. */
    public void put(Input input) {
        inputs.add(input);
    }

    /** For a reader that can be faster than the controller: waits while there is plenty to do. */
    public void putSlowly(Input input) {
        while (inputs.size() > PLENTY && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        inputs.add(input);
    }

    Optional<Input> next(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(inputs.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
    }
}
