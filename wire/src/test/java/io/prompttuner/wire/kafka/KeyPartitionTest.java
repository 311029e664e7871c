package io.prompttuner.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPartitionTest {

    /** The hashes are those of Kafka's own tests of murmur2; the partition is (hash without its sign bit) mod 12. */
    @ParameterizedTest(name = "{0} hashes to {1}")
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971"
    })
    void isThatOfTheDefaultPartitioner(String key, int hash) {
        assertThat(KeyPartition.of(key, 12)).isEqualTo((hash & 0x7fffffff) % 12);
    }

    @Test
    void aTopicOfOnePartitionHasEveryKeyThere() {
        assertThat(KeyPartition.of(Topic.TERMS, "scheduler")).isZero();
        assertThat(KeyPartition.of(Topic.TERMS, "controller")).isZero();
    }
}
