package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.PolicyMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is remembered from plan to plan; it is bounded by the jobs that are open, the base models and the GPUs. */
final class InflessMemory {

    /** A moment that is none. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int VERSION = 1;

    /**
     * A job that was open.
     *
     * @param instances it had or was to have
     * @param since when it began to run; {@link #NEVER} if it has not
     */
    record Open(String baseModel, int instances, long since) {}

    private final boolean known;
    private final NavigableMap<String, Traffic> traffic = new TreeMap<>();
    private final NavigableMap<String, Open> open = new TreeMap<>();
    private final NavigableSet<String> released = new TreeSet<>();
    private boolean makesRoom;

    private InflessMemory(boolean known) {
        this.known = known;
    }

    /** What these bytes say; nothing known if there are none, or none that it can read. */
    static InflessMemory of(PolicyMemory memory) {
        if (memory.version() != VERSION) {
            return new InflessMemory(false);
        }
        var read = new InflessMemory(true);
        try (var in = new DataInputStream(new ByteArrayInputStream(memory.bytes()))) {
            read.makesRoom = in.readBoolean();
            for (int left = in.readInt(); left > 0; left--) {
                read.traffic.put(text(in), Traffic.read(in));
            }
            for (int left = in.readInt(); left > 0; left--) {
                read.open.put(text(in), new Open(text(in), in.readInt(), in.readLong()));
            }
            for (int left = in.readInt(); left > 0; left--) {
                read.released.add(text(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory of another encoding", e);
        }
        return read;
    }

    PolicyMemory encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeBoolean(makesRoom);
            out.writeInt(traffic.size());
            for (Map.Entry<String, Traffic> model : traffic.entrySet()) {
                write(out, model.getKey());
                model.getValue().write(out);
            }
            out.writeInt(open.size());
            for (Map.Entry<String, Open> job : open.entrySet()) {
                write(out, job.getKey());
                write(out, job.getValue().baseModel());
                out.writeInt(job.getValue().instances());
                out.writeLong(job.getValue().since());
            }
            out.writeInt(released.size());
            for (String job : released) {
                write(out, job);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return new PolicyMemory(VERSION, bytes.toByteArray());
    }

    /** Whether it was remembered, and not begun afresh. */
    boolean known() {
        return known;
    }

    Traffic traffic(String baseModel) {
        return traffic.computeIfAbsent(baseModel, model -> new Traffic());
    }

    NavigableMap<String, Traffic> traffic() {
        return traffic;
    }

    NavigableMap<String, Open> open() {
        return open;
    }

    /** Jobs that gave up their instances for others; they come back only for all of them at once. */
    NavigableSet<String> released() {
        return released;
    }

    /** Whether nothing idle is kept until a job runs again. */
    boolean makesRoom() {
        return makesRoom;
    }

    void makesRoom(boolean room) {
        makesRoom = room;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
