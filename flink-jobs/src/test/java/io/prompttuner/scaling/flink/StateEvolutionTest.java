package io.prompttuner.scaling.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.tracker.TrackState;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State of a version that had fewer fields is read by today's classes: what was added has its default. */
class StateEvolutionTest {

    /** The state of a job as an earlier version might have kept it: without what was added since. */
    private static final String EARLIER = """
            package io.prompttuner.scaling.tracker;
            public record TrackState(java.time.Instant cancelledAt, Progress progress) {
                public static Object sample() {
                    var at = java.time.Instant.ofEpochMilli(7);
                    return new TrackState(at, null);
                }
            }
            """;

    @TempDir
    static Path directory;

    @Test
    void aFieldThatWasAddedHasItsDefaultAndNothingElseChanges() throws Exception {
        try (URLClassLoader before = compiled()) {
            Class<?> earlier = before.loadClass(TrackState.class.getName());
            Object sample = earlier.getMethod("sample").invoke(null);

            TrackState now = readByToday(earlier, sample);

            assertThat(now).isEqualTo(readByToday(TrackState.class, now));
            assertThat(now.cancelledAt()).isEqualTo(Instant.ofEpochMilli(7));
            assertThat(now.progress()).isEqualTo(TrackState.UNKNOWN.progress());
            assertThat(now.bindings()).isEqualTo(TrackState.UNKNOWN.bindings());
            assertThat(now.voice()).isEqualTo(TrackState.UNKNOWN.voice());
            assertThat(now.waiting()).isEmpty();
            assertThat(now.judged()).isFalse();
        }
    }

    private static TrackState readByToday(Class<?> type, Object value) throws IOException {
        TypeSerializer<Object> writer = serializer(type);
        var bytes = new DataOutputSerializer(256);
        writer.serialize(value, bytes);
        var snapshot = new DataOutputSerializer(256);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, writer.snapshotConfiguration());

        TypeSerializerSnapshot<Object> was = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(snapshot.getCopyOfBuffer()), TrackState.class.getClassLoader());
        var verdict = serializer(TrackState.class).snapshotConfiguration().resolveSchemaCompatibility(was);
        assertThat(verdict.isIncompatible()).isFalse();
        return (TrackState) was.restoreSerializer().deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    }

    @SuppressWarnings("unchecked") // the serializer is used for values of exactly this class
    private static TypeSerializer<Object> serializer(Class<?> type) {
        var config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return (TypeSerializer<Object>) TypeInformation.of(type).createSerializer(config);
    }

    /** Sees the earlier record instead of today's, and today's classes for everything else. */
    private static URLClassLoader compiled() throws IOException {
        Path source = Files.writeString(directory.resolve("TrackState.java"), EARLIER);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", directory.toString(), source.toString());
        assertThat(result).isZero();
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, TrackState.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(TrackState.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        };
    }
}
