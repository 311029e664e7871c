package io.prompttuner.trainer.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The bytes that something secret would leave behind, in every form it is known to take, and a search for them. */
final class Traces {

    /** A pattern is looked up by its first bytes. */
    private static final int KEY = Long.BYTES;

    private static final int PART = 1 << 20;

    /** Fibonacci hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pattern(String name, byte[] bytes) {

        boolean at(byte[] window, int from, int filled) {
            int to = from + bytes.length;
            return to <= filled && Arrays.equals(window, from, to, bytes, 0, bytes.length);
        }
    }

    private final Map<Long, List<Pattern>> byKey = new HashMap<>();
    private final BitSet keys = new BitSet(1 << 16);
    private int longest = KEY;

    /** As UTF-8, Latin-1, UTF-16 of both orders, and the letters of byte-level tokenizers. */
    Traces text(String name, String text) {
        for (var charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            add(name, text.getBytes(charset));
        }
        add(name, byteLevel(text).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** As tokenizers spell it that know bytes for letters of their own (GPT-2's {@code bytes_to_unicode}). */
    private static String byteLevel(String text) {
        var spelt = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            spelt.append(letter(each & 0xff));
        }
        return spelt.toString();
    }

    /** Printable characters of Latin-1 stand for themselves, the others for letters from 256 on, in their order. */
    private static char letter(int code) {
        if (isPrintable(code)) {
            return (char) code;
        }
        int others = (int)
                IntStream.range(0, code).filter(lower -> !isPrintable(lower)).count();
        return (char) (256 + others);
    }

    private static boolean isPrintable(int code) {
        return (code > ' ' && code < 0x7f) || (code > 0xa0 && code <= 0xff && code != 0xad);
    }

    /** As integers of four and of eight bytes, of both orders: a heap dump is big-endian, memory is not. */
    Traces tokens(String name, int[] ids) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer ints = ByteBuffer.allocate(ids.length * Integer.BYTES).order(order);
            ByteBuffer longs = ByteBuffer.allocate(ids.length * Long.BYTES).order(order);
            for (int id : ids) {
                ints.putInt(id);
                longs.putLong(id);
            }
            add(name, ints.array());
            add(name, longs.array());
        }
        return this;
    }

    /** Every four numbers that follow each other, as floats of both orders. */
    Traces numbers(String name, float[] values) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int at = 0; at + 4 <= values.length; at += 4) {
                ByteBuffer floats = ByteBuffer.allocate(4 * Float.BYTES).order(order);
                for (int i = at; i < at + 4; i++) {
                    floats.putFloat(values[i]);
                }
                add(name, floats.array());
            }
        }
        return this;
    }

    /** The same of doubles, every two of them also as such, and as JSON has them. */
    Traces numbers(String name, List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        for (int at = 0; at + 2 <= values.size(); at += 2) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                ByteBuffer two = ByteBuffer.allocate(2 * Double.BYTES).order(order);
                add(
                        name,
                        two.putDouble(values.get(at))
                                .putDouble(values.get(at + 1))
                                .array());
            }
            text(name, values.get(at) + "," + values.get(at + 1));
        }
        return numbers(name, floats);
    }

    private void add(String name, byte[] bytes) {
        if (bytes.length < KEY) {
            throw new IllegalArgumentException("too short to be told from chance: " + name);
        }
        long key = ByteBuffer.wrap(bytes).getLong();
        byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(new Pattern(name, bytes));
        keys.set(mixed(key));
        longest = Math.max(longest, bytes.length);
    }

    /** How often each secret is in the stream; what is not there is not named. */
    Map<String, Integer> in(InputStream stream) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        byte[] window = new byte[PART + longest];
        int filled = stream.readNBytes(window, 0, window.length);
        while (filled == window.length) {
            count(window, filled, PART, found);
            System.arraycopy(window, PART, window, 0, longest);
            filled = longest + stream.readNBytes(window, longest, PART);
        }
        count(window, filled, filled, found);
        return found;
    }

    Map<String, Integer> in(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return in(stream);
        }
    }

    /** Counts what begins in the first so many bytes. */
    private void count(byte[] window, int filled, int starts, Map<String, Integer> found) {
        long key = 0;
        for (int i = 0; i < Math.min(filled, starts + KEY - 1); i++) {
            key = (key << 8) | (window[i] & 0xff);
            if (i >= KEY - 1 && keys.get(mixed(key))) {
                int from = i - KEY + 1;
                byKey.getOrDefault(key, List.of()).stream()
                        .filter(pattern -> pattern.at(window, from, filled))
                        .forEach(pattern -> found.merge(pattern.name(), 1, Integer::sum));
            }
        }
    }

    private static int mixed(long key) {
        return (int) ((key * GOLDEN) >>> 48);
    }
}
