package io.prompttuner.simulator.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 that end with LF or CR LF, in memory that does not depend on how long they are. */
final class LineReader {

    static final int MAX_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final byte[] line = new byte[MAX_BYTES];
    private int position;
    private int limit;
    private int length;
    private boolean tooLong;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line, or null after the last. */
    @Nullable Line next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = endOfLine();
            take(end - position);
            position = end + 1;
            if (end < limit) {
                return line();
            }
        }
        return any ? line() : null;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** Where the line ends in the buffer, or the end of the buffer. */
    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void take(int bytes) {
        if (tooLong || length + bytes > MAX_BYTES) {
            tooLong = true;
            return;
        }
        System.arraycopy(buffer, position, line, length, bytes);
        length += bytes;
    }

    private Line line() {
        number++;
        if (tooLong) {
            return new Line(number, "", "longer than %d bytes".formatted(MAX_BYTES));
        }
        int bytes = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, bytes))
                    .toString();
            boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
            return new Line(number, marked ? text.substring(BYTE_ORDER_MARK.length()) : text, null);
        } catch (CharacterCodingException notText) {
            return new Line(number, "", "not UTF-8");
        }
    }
}
