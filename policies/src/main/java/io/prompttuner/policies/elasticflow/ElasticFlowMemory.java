package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.PolicyMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided at the last rescheduling.
 *
 * @param at when that was
 * @param planned when the plan ahead gives a job more workers than it got then; absent if never
 * @param gpus there were in all
 * @param admitted for every job that was open, whether it was admitted
 */
record ElasticFlowMemory(Instant at, @Nullable Instant planned, int gpus, NavigableMap<String, Boolean> admitted) {

    private static final int VERSION = 1;

    ElasticFlowMemory {
        admitted = Collections.unmodifiableNavigableMap(new TreeMap<>(admitted));
    }

    /** Null if there is nothing, or nothing that it can read. */
    static @Nullable ElasticFlowMemory of(PolicyMemory memory) {
        if (memory.version() != VERSION) {
            return null;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(memory.bytes()))) {
            Instant at = instant(in);
            @Nullable Instant planned = in.readBoolean() ? instant(in) : null;
            int gpus = in.readInt();
            Map<String, Boolean> admitted = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String job = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                admitted.put(job, in.readBoolean());
            }
            return new ElasticFlowMemory(at, planned, gpus, new TreeMap<>(admitted));
        } catch (IOException e) {
            throw new UncheckedIOException("memory of another encoding", e);
        }
    }

    PolicyMemory encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, at);
            out.writeBoolean(planned != null);
            if (planned != null) {
                write(out, planned);
            }
            out.writeInt(gpus);
            out.writeInt(admitted.size());
            for (Map.Entry<String, Boolean> job : admitted.entrySet()) {
                byte[] id = job.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeInt(id.length);
                out.write(id);
                out.writeBoolean(job.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return new PolicyMemory(VERSION, bytes.toByteArray());
    }

    /** Whether a job has come or gone, or GPUs have, since then. */
    boolean differsFrom(ClusterSnapshot snapshot) {
        return gpus != snapshot.gpus()
                || admitted.size() != snapshot.jobs().size()
                || !snapshot.jobs().stream().map(JobView::job).allMatch(admitted::containsKey);
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }
}
