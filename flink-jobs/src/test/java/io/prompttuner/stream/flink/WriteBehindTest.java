package io.prompttuner.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.ThrowingConsumer;
import org.junit.jupiter.api.Test;

/** Both functions count words, and say each count. */
class WriteBehindTest {

    private static final int KEYS = 7;
    private static final int MAX_PARALLELISM = 128;

    @Test
    void eitherGoesOnFromTheOthersSnapshot() throws Exception {
        OperatorSubtaskState first;
        try (var behind = harness(behind(100), 1, 0)) {
            behind.open();
            count(behind, 3);
            first = behind.snapshot(1, 1);
            count(behind, 1); // lost
        }
        OperatorSubtaskState second;
        try (var plain = harness(new KeyedProcessOperator<>(new Plain()), 1, 0)) {
            plain.initializeState(first);
            plain.open();
            count(plain, 2);
            assertThat(lastOf(plain)).isEqualTo("word-6=5");
            second = plain.snapshot(2, 2);
        }
        try (var behind = harness(behind(100), 1, 0)) {
            behind.initializeState(second);
            behind.open();
            count(behind, 1);
            assertThat(lastOf(behind)).isEqualTo("word-6=6");
        }
    }

    @Test
    void whatWasLetGoOfIsReadAgain() throws Exception {
        try (var behind = harness(behind(2), 1, 0)) {
            behind.open();
            for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
                count(behind, 2);
                behind.snapshot(checkpoint, checkpoint);
            }
            assertThat(lastOf(behind)).isEqualTo("word-6=10");
        }
    }

    @Test
    void writesWhenASnapshotIsTakenAndForgetsAtOnce() throws Exception {
        try (var behind = new KeyedOneInputStreamOperatorTestHarness<>(behind(100), word -> word, Types.STRING)) {
            behind.open();
            behind.processElement("word", 0);
            assertThat(behind.numKeyedStateEntries()).isZero();
            behind.snapshot(1, 1);
            assertThat(behind.numKeyedStateEntries()).isEqualTo(1);

            behind.processElement("word", 0);
            behind.processElement("word", 0); // the third: forgotten
            assertThat(behind.numKeyedStateEntries()).isZero();
            behind.processElement("word", 0);
            behind.snapshot(2, 2);

            assertThat(behind.extractOutputValues()).containsExactly("word=1", "word=2", "word=3", "word=1");
            assertThat(behind.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    @Test
    void itsStateIsSharedOutAmongMoreTasks() throws Exception {
        OperatorSubtaskState one;
        try (var behind = harness(behind(100), 1, 0)) {
            behind.open();
            count(behind, 3);
            one = behind.snapshot(1, 1);
        }
        int found = 0;
        for (int task = 0; task < 2; task++) {
            OperatorSubtaskState mine =
                    KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(one, MAX_PARALLELISM, 1, 2, task);
            try (var behind = harness(behind(100), 2, task)) {
                behind.initializeState(mine);
                behind.open();
                for (String word : words()) {
                    if (KeyGroupRangeAssignment.assignKeyToParallelOperator(word, MAX_PARALLELISM, 2) == task) {
                        behind.processElement(word, 0);
                        assertThat(lastOf(behind)).isEqualTo(word + "=4");
                        found++;
                    }
                }
            }
        }
        assertThat(found).isEqualTo(KEYS);
    }

    private static void count(KeyedOneInputStreamOperatorTestHarness<String, String, String> flink, int times)
            throws Exception {
        for (int time = 0; time < times; time++) {
            for (String word : words()) {
                flink.processElement(word, 0);
            }
        }
    }

    private static List<String> words() {
        return IntStream.range(0, KEYS).mapToObj(n -> "word-" + n).toList();
    }

    private static String lastOf(KeyedOneInputStreamOperatorTestHarness<String, String, String> flink) {
        List<String> said = flink.extractOutputValues();
        return said.get(said.size() - 1);
    }

    private static WriteBehindOperator<String, String, String> behind(int most) {
        return new WriteBehindOperator<>(new Behind(most));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            OneInputStreamOperator<String, String> operator, int parallelism, int task) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                operator, word -> word, Types.STRING, MAX_PARALLELISM, parallelism, task);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        return harness;
    }

    private static final class Behind extends WriteBehindFunction<String, String, String> {

        private static final long serialVersionUID = 1L;
        private static final int SOME = 3;

        private final int most;

        @SuppressWarnings("NullAway.Init") // set in open()
        private transient WriteBehindValue<String, Long> counts;

        Behind(int most) {
            this.most = most;
        }

        @Override
        public void open(OpenContext context) {
            counts = new WriteBehindValue<>(getRuntimeContext().getState(state()), most);
        }

        @Override
        public void processElement(String word, Context context, Collector<String> out) throws IOException {
            Long before = counts.get(word);
            long count = before == null ? 1 : before + 1;
            if (word.equals("word") && count == SOME) {
                counts.clear(word);
            } else {
                counts.put(word, count);
            }
            out.collect(word + "=" + count);
        }

        @Override
        protected void writeBack(ThrowingConsumer<String, Exception> atKey) throws Exception {
            counts.writeBack(atKey);
        }
    }

    private static final class Plain extends KeyedProcessFunction<String, String, String> {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("NullAway.Init") // set in open()
        private transient ValueState<Long> counts;

        @Override
        public void open(OpenContext context) {
            counts = getRuntimeContext().getState(state());
        }

        @Override
        public void processElement(String word, Context context, Collector<String> out) throws IOException {
            Long before = counts.value();
            long count = before == null ? 1 : before + 1;
            counts.update(count);
            out.collect(word + "=" + count);
        }
    }

    private static ValueStateDescriptor<Long> state() {
        return new ValueStateDescriptor<>("counts", Types.LONG);
    }
}
