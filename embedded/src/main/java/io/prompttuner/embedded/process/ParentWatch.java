package io.prompttuner.embedded.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells a child process that its parent is gone: the pipe on its standard input ends, however the parent died.
 *
 * <p>Needs the JDK alone: the search node runs with nothing else of ours on its class path.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /** Returns when the other end of the pipe is closed. */
    public static void awaitEnd(InputStream fromParent) {
        byte[] ignored = new byte[256];
        try {
            while (fromParent.read(ignored) >= 0) {
                // nothing is ever said here; only the end counts
            }
        } catch (IOException broken) {
            // a broken pipe is an end as well
        }
    }
}
