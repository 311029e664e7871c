package io.prompttuner.simulator.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows below one header, one after the other. */
final class RowParser {

    /** What a second is counted in must fit a long, and so must the steps that it takes. */
    static final double MAX_SECONDS = 1e9;

    private static final int MAX_GPUS = 100_000;
    private static final int MAX_WORD = 200;
    private static final int MAX_SHARED_WORDS = 10_000;

    /** Without going back over digits, of which there may be thousands. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*+(\\.[0-9]*+)?+([eE][-+]?[0-9]++)?");

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}\\x{2028}\\x{2029}]");

    private final Header header;
    private final Set<String> models;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();

    /**
     * @param models that a row may name; any if empty
     */
    RowParser(Header header, Set<String> models) {
        this.header = header;
        this.models = models;
    }

    /** The row, or null if there is anything in {@link #faults}. */
    @Nullable TraceRow parse(Line line) {
        faults.clear();
        kinds.clear();
        Cells cells = Cells.of(line.text());
        String broken = line.fault() == null ? cells.fault() : line.fault();
        if (broken != null) {
            fault(broken, "");
            return null;
        }
        List<String> values = cells.values();
        if (values.size() != header.size()) {
            fault("not as many cells as the header has", ": %d, not %d".formatted(values.size(), header.size()));
            return null;
        }
        TraceRow row = row(line.number(), values);
        return faults.isEmpty() && isNew(row) ? row : null;
    }

    /** All that is wrong with the last row. */
    String faults() {
        return String.join("; ", faults);
    }

    /** What was wrong first with it, without what was found there. */
    String kind() {
        return kinds.get(0);
    }

    private TraceRow row(long line, List<String> cells) {
        return new TraceRow(
                line,
                seconds(cells, Column.SUBMIT_SECONDS, true),
                gpus(cells),
                seconds(cells, Column.DURATION_SECONDS, false),
                seconds(cells, Column.DEADLINE_SECONDS, false),
                model(cells),
                word(cells, Column.TENANT),
                word(cells, Column.JOB_ID));
    }

    private double seconds(List<String> cells, Column column, boolean zeroToo) {
        if (!header.has(column)) {
            return 0;
        }
        String cell = header.cell(cells, column);
        double seconds = number(cell);
        boolean valid = seconds <= MAX_SECONDS && (zeroToo ? seconds >= 0 : seconds > 0);
        if (!valid) {
            String expected = zeroToo ? "from 0 to %.0f" : "above 0, to %.0f";
            fault(column, "a number " + expected.formatted(MAX_SECONDS), cell);
        }
        return valid ? seconds : 0;
    }

    private int gpus(List<String> cells) {
        if (!header.has(Column.GPUS)) {
            return 0;
        }
        String cell = header.cell(cells, Column.GPUS);
        double gpus = number(cell);
        boolean valid = gpus >= 1 && gpus <= MAX_GPUS && gpus == Math.rint(gpus);
        if (!valid) {
            fault(Column.GPUS, "a whole number from 1 to " + MAX_GPUS, cell);
        }
        return valid ? (int) gpus : 0;
    }

    private @Nullable String model(List<String> cells) {
        String model = word(cells, Column.MODEL);
        if (model != null && !models.isEmpty() && !models.contains(model)) {
            fault(Column.MODEL, "one of " + String.join(", ", models), model);
        }
        return model;
    }

    private @Nullable String word(List<String> cells, Column column) {
        if (!header.has(column)) {
            return null;
        }
        String word = header.cell(cells, column).strip();
        if (word.isEmpty()
                || word.length() > MAX_WORD
                || NOT_SHOWN.matcher(word).find()) {
            fault(column, "1 to %d characters that can be seen".formatted(MAX_WORD), word);
            return null;
        }
        return column == Column.JOB_ID || words.size() >= MAX_SHARED_WORDS
                ? word
                : words.computeIfAbsent(word, same -> same);
    }

    private boolean isNew(TraceRow row) {
        String id = row.id();
        Long before = id == null ? null : ids.putIfAbsent(id, row.line());
        if (before != null) {
            fault(
                    "job_id is that of another row",
                    ": %s, on line %d".formatted(Words.shown(String.valueOf(id)), before));
        }
        return before == null;
    }

    /** Plain decimals only: what else Java reads as a number nobody writes on purpose. */
    private static double number(String cell) {
        try {
            return NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        } catch (NumberFormatException noDigit) {
            return Double.NaN;
        }
    }

    private void fault(Column column, String expected, String found) {
        fault("%s: expected %s".formatted(column.word(), expected), ", got " + Words.shown(found));
    }

    private void fault(String kind, String found) {
        kinds.add(kind);
        faults.add(kind + found);
    }
}
