package io.prompttuner.platform.supervisor;

import java.util.Map;

/**
 * Says how a process ended, as people read it.
 *
 * @param code what the kernel gave its parent: 128 + n if signal n ended it
 */
record ExitStatus(int code) {

    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    /** Those that end processes, by their numbers on Linux. */
    private static final Map<Integer, String> NAMES = Map.of(
            1, "SIGHUP",
            2, "SIGINT",
            3, "SIGQUIT",
            4, "SIGILL",
            6, "SIGABRT",
            7, "SIGBUS",
            8, "SIGFPE",
            9, "SIGKILL",
            11, "SIGSEGV",
            15, "SIGTERM");

    boolean isSuccess() {
        return code == 0;
    }

    /**
     * In one line.
     *
     * @param lastWords what it said last; that explains an end of its own, never one by a signal
     */
    String told(String lastWords) {
        if (isBySignal()) {
            int signal = code - SIGNALS;
            String name = NAMES.get(signal);
            return "was killed by signal %d%s".formatted(signal, name == null ? "" : " (" + name + ")");
        }
        return lastWords.isEmpty()
                ? "ended with status " + code
                : "ended with status %d: %s".formatted(code, lastWords);
    }

    private boolean isBySignal() {
        return code > SIGNALS && code <= SIGNALS + LAST_SIGNAL;
    }
}
