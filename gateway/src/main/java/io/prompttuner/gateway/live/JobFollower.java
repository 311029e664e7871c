package io.prompttuner.gateway.live;

import io.prompttuner.gateway.api.JobOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows one job. It is first given the history, while live reports wait; then those beyond the history,
 * and from then on each as it comes. When the job has ended, history is read once more, up to a point after the end, so
 * that nothing is missing when the outcome closes the stream.
 */
final class JobFollower {

    /** Live reports that may wait for the history of one client; beyond it the client is cut off and resumes. */
    static final int MOST_HELD = 10_000;

    /** The id after which a client has all there ever will be. */
    static final String LAST_ID = "end";

    private final String job;
    private final Instant submittedAt;
    private final Outlet outlet;
    private final List<Step> held = new ArrayList<>();
    private long last;
    private boolean live;
    private @Nullable JobOutcome outcome;

    /** @param last offset of the last report the client has; -1 if it has none */
    JobFollower(String job, Instant submittedAt, long last, Outlet outlet) {
        this.job = job;
        this.submittedAt = submittedAt;
        this.last = last;
        this.outlet = outlet;
    }

    String job() {
        return job;
    }

    Outlet outlet() {
        return outlet;
    }

    /** A live report. */
    synchronized void step(Step step, Frame frame) {
        if (live) {
            if (step.offset() > last) {
                last = step.offset();
                outlet.offer(frame);
            }
        } else if (held.size() < MOST_HELD) {
            held.add(step);
        } else {
            outlet.cut();
        }
    }

    /** The job has ended; true if history must be read again, which closes the stream. */
    synchronized boolean ended(JobOutcome end) {
        boolean news = outcome == null;
        outcome = end;
        boolean again = news && live;
        live = live && !again;
        return again;
    }

    /** Reads history and lets the live reports go; false if the log could not be read. */
    boolean catchUp(StepHistory history) {
        JobOutcome end = outcome();
        if (!history.replay(job, last(), submittedAt, this::replayed)) {
            return false;
        }
        if (end != null) {
            outlet.put(Frame.of("outcome", LAST_ID, end));
            outlet.finish();
            return true;
        }
        return !goLive() || catchUp(history);
    }

    /** Whether the job has ended meanwhile, so that history must be read to a point after its end. */
    private synchronized boolean goLive() {
        if (outcome != null) {
            return true;
        }
        live = true;
        held.forEach(step -> step(step, step.frame()));
        held.clear();
        return false;
    }

    /** The wait for a slow client is outside of the lock, so that live reports never wait for it. */
    private boolean replayed(Step step) {
        if (step.offset() <= last()) {
            return !outlet.isClosed();
        }
        boolean sent = outlet.put(step.frame());
        synchronized (this) {
            last = step.offset();
        }
        return sent;
    }

    private synchronized long last() {
        return last;
    }

    private synchronized @Nullable JobOutcome outcome() {
        return outcome;
    }
}
