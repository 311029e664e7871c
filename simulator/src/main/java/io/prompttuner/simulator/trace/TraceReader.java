package io.prompttuner.simulator.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded trace from CSV: the columns of {@link Column} in any order, with a header. No row is left out unnamed.
 *
 * @param models that a row may name, if those of the trace are heeded; any if there are none
 */
public record TraceReader(TraceOptions options, Set<String> models) {

    /** Reads to the end; {@link InvalidTraceException} if it is no trace. Closing the stream is left to the caller. */
    public Trace read(String name, InputStream in) throws IOException {
        var lines = new LineReader(in);
        Line first = lines.next();
        if (first == null) {
            throw new InvalidTraceException(name, "empty; expected a header with submit_seconds or arrival_seconds");
        }
        Header header = Header.of(name, first);
        var reading = new Reading(new RowParser(header, options.ownModels() ? models : Set.of()));
        for (Line line = lines.next(); line != null; line = lines.next()) {
            reading.take(line);
            if (reading.rows.size() > options.maxRows()) {
                throw new InvalidTraceException(name, "more than %d rows".formatted(options.maxRows()));
            }
        }
        if (reading.rows.isEmpty() && reading.bad == 0) {
            throw new InvalidTraceException(name, "no row below the header");
        }
        return reading.trace(name, header);
    }

    private static final class Reading {

        private final RowParser parser;
        private final List<TraceRow> rows = new ArrayList<>();
        private final List<BadRow> firstBad = new ArrayList<>();
        private final Map<String, Long> reasons = new HashMap<>();
        private long lines = 1;
        private long bad;
        private long blank;
        private long outOfOrder;

        Reading(RowParser parser) {
            this.parser = parser;
        }

        void take(Line line) {
            lines++;
            if (line.fault() == null && line.text().isBlank()) {
                blank++;
                return;
            }
            @Nullable TraceRow row = parser.parse(line);
            if (row == null) {
                leaveOut(line);
                return;
            }
            if (!rows.isEmpty() && rows.get(rows.size() - 1).submitSeconds() > row.submitSeconds()) {
                outOfOrder++;
            }
            rows.add(row);
        }

        Trace trace(String name, Header header) {
            rows.sort(Comparator.comparingDouble(TraceRow::submitSeconds)); // stable: ties stay as they are in the file
            var report =
                    new TraceReport(lines, rows.size(), bad, blank, outOfOrder, reasons, firstBad, header.ignored());
            return new Trace(name, header.columns(), rows, report);
        }

        private void leaveOut(Line line) {
            bad++;
            reasons.merge(parser.kind(), 1L, Long::sum);
            if (firstBad.size() < TraceReport.MOST_NAMED) {
                firstBad.add(new BadRow(line.number(), parser.faults()));
            }
        }
    }
}
