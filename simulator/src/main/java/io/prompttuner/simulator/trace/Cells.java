package io.prompttuner.simulator.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV in cells, without the space around them.
 *
 * @param fault what is wrong with the line, or null
 */
record Cells(List<String> values, @Nullable String fault) {

    private static final char QUOTE = '"';

    static Cells of(String line) {
        var values = new ArrayList<String>();
        int start = 0;
        while (true) {
            int from = skipSpace(line, start);
            boolean quoted = from < line.length() && line.charAt(from) == QUOTE;
            int end = quoted ? closingQuote(line, from) : endOfCell(line, from);
            if (end < 0) {
                return new Cells(values, "a quote is not closed on its line");
            }
            String raw = line.substring(quoted ? from + 1 : from, end);
            if (!quoted && raw.indexOf(QUOTE) >= 0) {
                return new Cells(values, "a quote inside a cell without quotes");
            }
            values.add(quoted ? raw.replace("\"\"", "\"") : raw.strip());
            int next = quoted ? skipSpace(line, end + 1) : end;
            if (next == line.length()) {
                return new Cells(values, null);
            }
            if (line.charAt(next) != ',') {
                return new Cells(values, "something between a closing quote and the comma");
            }
            start = next + 1;
        }
    }

    private static int skipSpace(String line, int from) {
        int position = from;
        while (position < line.length() && (line.charAt(position) == ' ' || line.charAt(position) == '\t')) {
            position++;
        }
        return position;
    }

    private static int endOfCell(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    /** A quote that is doubled stands for itself. */
    private static int closingQuote(String line, int opening) {
        int quote = line.indexOf(QUOTE, opening + 1);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE) {
            quote = line.indexOf(QUOTE, quote + 2);
        }
        return quote;
    }
}
