package io.prompttuner.store.dataset;

import io.prompttuner.store.name.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns the bytes of a file into a {@link Dataset}, or into every reason why they are none. */
public final class DatasetReader {

    private final DatasetLimits limits;

    public DatasetReader(DatasetLimits limits) {
        this.limits = limits;
    }

    /** Reads at most a byte more than the limit, whatever the file's size. */
    public DatasetReading read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(limits.bytes() + 1));
        }
    }

    /** Judges a whole file. */
    public DatasetReading read(byte[] file) {
        if (file.length > limits.bytes()) {
            return refused("longer than %d bytes".formatted(limits.bytes()));
        }
        List<byte[]> raw = lines(file);
        if (raw.size() > limits.lines()) {
            return refused("more than %d lines".formatted(limits.lines()));
        }
        List<LineFault> faults = new ArrayList<>();
        List<Line> lines = parse(raw, faults);
        if (!faults.isEmpty()) {
            return new DatasetReading.Refused(faults);
        }
        return judge(SplitRule.split(ContentHash.of(file), lines));
    }

    private List<Line> parse(List<byte[]> raw, List<LineFault> faults) {
        List<Line> lines = new ArrayList<>(raw.size());
        for (int number = 1; number <= raw.size(); number++) {
            byte[] line = raw.get(number - 1);
            if (line.length > limits.lineBytes()) {
                faults.add(new LineFault(number, "longer than %d bytes".formatted(limits.lineBytes())));
            } else {
                Optional<Line> parsed = new LineParser(number, faults).parse(line);
                parsed.ifPresent(lines::add);
            }
        }
        return lines;
    }

    private DatasetReading judge(Dataset dataset) {
        List<LineFault> faults = new ArrayList<>();
        requireEnough("train", dataset.train().size(), limits.train(), faults);
        requireEnough("held-out", dataset.heldout().size(), limits.heldout(), faults);
        return faults.isEmpty() ? new DatasetReading.Accepted(dataset) : new DatasetReading.Refused(faults);
    }

    private static void requireEnough(String kind, int found, int least, List<LineFault> faults) {
        if (found < least) {
            faults.add(LineFault.file("expected at least %d %s lines, got %d".formatted(least, kind, found)));
        }
    }

    /** Splits at line feeds; a carriage return before one belongs to the line end, as does a line feed at the very end. */
    private List<byte[]> lines(byte[] file) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= file.length && lines.size() <= limits.lines(); at++) {
            boolean last = at == file.length;
            if (last ? start < at : file[at] == '\n') {
                int end = !last && at > start && file[at - 1] == '\r' ? at - 1 : at;
                lines.add(Arrays.copyOfRange(file, start, end));
                start = at + 1;
            }
        }
        return lines;
    }

    private static DatasetReading refused(String reason) {
        return new DatasetReading.Refused(List.of(LineFault.file(reason)));
    }
}
