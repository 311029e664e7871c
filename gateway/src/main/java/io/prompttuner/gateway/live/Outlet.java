package io.prompttuner.gateway.live;

/** The way to one client. Thread-safe; after the client has gone nothing happens any more. */
public interface Outlet {

    /** Sends soon; never waits. A client too slow to take what happens is cut off: it comes back and resumes. */
    void offer(Frame frame);

    /** Sends, waiting while much is under way; false once the client has gone or is too slow. */
    boolean put(Frame frame);

    /** Whether the client has gone. */
    boolean isClosed();

    /** Ends the stream once all that was handed over is sent. */
    void finish();

    /** Ends the stream now. */
    void cut();
}
