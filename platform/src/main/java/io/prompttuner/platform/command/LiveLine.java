package io.prompttuner.platform.command;

import java.io.PrintWriter;

/** A line that a person sees change in place; a file gets each new one once. */
final class LiveLine {

    private static final String ERASE = "\r\033[K";
    private static final int WIDTH = 118;

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
            out.print(ERASE + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
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
