package io.prompttuner.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HugeTraceIT {

    private static final long A_GIGABYTE = 1L << 30;

    @Test
    void aLineOfAGigabyteIsABadRowLikeAnyOther() throws IOException {
        InputStream in = joined(bytes("submit_seconds\n1\n"), new Endless('7', A_GIGABYTE), bytes("\n2\n"));

        Trace trace = new TraceReader(TraceOptions.standard(), Text.MODELS).read("huge.csv", in);

        assertThat(trace.report().firstBad()).containsExactly(new BadRow(3, "longer than 65536 bytes"));
        assertThat(trace.rows()).extracting(TraceRow::submitSeconds).containsExactly(1.0, 2.0);
    }

    private static InputStream joined(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
