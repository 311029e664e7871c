package io.prompttuner.gateway.http;

import io.prompttuner.gateway.live.Frame;
import io.prompttuner.gateway.live.Outlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one client over a servlet's asynchronous output: whoever has something to send never waits for the network,
 * and no thread belongs to a client. What a client does not take is kept up to a limit; then the client is cut off.
 */
final class ServletOutlet implements Outlet, WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(ServletOutlet.class);
    private static final int MOST_BYTES = 4 << 20;
    private static final int MUCH = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServletOutputStream out;
    private final Consumer<Outlet> gone;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Object lock = new Object();
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean started;
    private boolean unflushed;
    private boolean finishing;

    /** @param gone is told once when the stream is over, whatever ended it */
    ServletOutlet(ServletOutputStream out, Consumer<Outlet> gone) {
        this.out = out;
        this.gone = gone;
    }

    /** Begins to send, once the request is asynchronous. */
    void start() {
        out.setWriteListener(this);
    }

    @Override
    public void offer(Frame frame) {
        synchronized (lock) {
            if (isClosed() || finishing) {
                return;
            }
            if (bytes + frame.bytes().length > MOST_BYTES) {
                LOG.info("a client does not take its events; it is cut off and may come back");
                cut();
                return;
            }
            enqueue(frame);
        }
        drain();
    }

    @Override
    public boolean put(Frame frame) {
        synchronized (lock) {
            if (!hasRoom()) {
                cut();
            }
            if (isClosed() || finishing) {
                return false;
            }
            enqueue(frame);
        }
        drain();
        return !isClosed();
    }

    @Override
    public boolean isClosed() {
        return over.get();
    }

    @Override
    public void finish() {
        synchronized (lock) {
            finishing = true;
        }
        drain();
    }

    @Override
    public void cut() {
        end();
        synchronized (lock) {
            waiting.clear();
            bytes = 0;
            lock.notifyAll();
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (lock) {
            started = true;
        }
        drain();
    }

    @Override
    public void onError(Throwable fault) {
        LOG.debug("a client has gone", fault);
        cut();
    }

    private void enqueue(Frame frame) {
        waiting.add(frame);
        bytes += frame.bytes().length;
    }

    /** Writes as long as the servlet takes it at once; it calls {@link #onWritePossible} when it takes more. */
    private void drain() {
        boolean whole;
        synchronized (lock) {
            whole = !isClosed() && started && wroteAll() && finishing;
        }
        if (whole) {
            end();
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            gone.accept(this);
        }
    }

    private boolean wroteAll() {
        try {
            while (out.isReady()) {
                Frame next = waiting.poll();
                if (next != null) {
                    bytes -= next.bytes().length;
                    unflushed = true;
                    out.write(next.bytes());
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return true;
                }
                lock.notifyAll();
            }
        } catch (IOException fault) {
            onError(fault);
        }
        return false;
    }

    private boolean hasRoom() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (bytes > MUCH && !isClosed()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
