package io.prompttuner.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HugeTraceTest {

    private static final long MUCH = 1L << 26;

    @Test
    void aVeryLongLineIsABadRowLikeAnyOther() throws IOException {
        InputStream in = joined(bytes("submit_seconds\n1\n"), new Endless('7', MUCH), bytes("\n2\n"));

        Trace trace = new TraceReader(TraceOptions.standard(), Text.MODELS).read("huge.csv", in);

        assertThat(trace.report().firstBad()).containsExactly(new BadRow(3, "longer than 65536 bytes"));
        assertThat(trace.rows()).extracting(TraceRow::submitSeconds).containsExactly(1.0, 2.0);
    }

    @Test
    void aVeryLongHeaderIsRefused() {
        assertThatThrownBy(() ->
                        new TraceReader(TraceOptions.standard(), Text.MODELS).read("huge.csv", new Endless(',', MUCH)))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage("huge.csv: line 1, the header: longer than 65536 bytes");
    }

    @Test
    void aLineMayBeJustAsLongAsItMay() throws IOException {
        var most = new Endless('7', LineReader.MAX_BYTES);
        var oneMore = new Endless('7', LineReader.MAX_BYTES + 1);

        var lines = new LineReader(joined(most, bytes("\n"), oneMore, bytes("\n\nx")));

        assertThat(lines.next()).extracting(Line::fault).isNull();
        assertThat(lines.next()).extracting(Line::fault).isEqualTo("longer than 65536 bytes");
        assertThat(lines.next()).isEqualTo(new Line(3, "", null));
        assertThat(lines.next()).isEqualTo(new Line(4, "x", null));
        assertThat(lines.next()).isNull();
    }

    private static InputStream joined(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
