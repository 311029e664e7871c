package io.prompttuner.platform.command;

import java.io.PrintWriter;

/** A line that a person sees change in place; a file gets each new one once. */
final class LiveLine {

    private static final String ERASE = "\r\033[K";

    /** A line that is too long for the terminal is cut there: wrapped, it could not be erased. */
    private static final String CUT = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final PrintWriter out;
    private final boolean interactive;
    private String shown = "";

    LiveLine(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    synchronized void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        if (interactive) {
            out.print(ERASE + CUT + text + WRAP);
            out.flush();
        } else {
            out.println(text);
        }
    }

    /** Takes it away, so that other lines may come in its place. */
    synchronized void clear() {
        if (interactive && !shown.isEmpty()) {
            out.print(ERASE);
            out.flush();
        }
        shown = "";
    }

    /** Ends it, so that other lines may follow. */
    synchronized void end() {
        if (interactive && !shown.isEmpty()) {
            out.println();
        }
        shown = "";
    }
}
