package io.prompttuner.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.Topic;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicLayoutTest {

    @ParameterizedTest(name = "{0} is kept {2} ms in {1} partitions")
    @CsvSource({
        "STEPS, 12, 604800000",
        "ASSIGNMENTS, 12, 34560000000",
        "TERMS, 1, -1",
        "DECISIONS, 12, 2592000000",
        "DEAD_LETTERS, 12, 2592000000"
    })
    void logsAreKeptForATime(Topic topic, int partitions, String retention) {
        TopicLayout layout = TopicLayout.of(topic);

        assertThat(layout.partitions()).isEqualTo(partitions);
        assertThat(layout.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", retention);
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"JOBS", "CANCELS", "FLEET", "ALLOCATIONS", "POOLS", "JOB_STATES", "OUTCOMES", "SLO"})
    void tablesAreCompactedAndKeptForEver(Topic topic) {
        assertThat(TopicLayout.of(topic).partitions()).isEqualTo(12);
        assertThat(TopicLayout.of(topic).settings())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void theBrokersClockStampsEveryRecord(Topic topic) {
        assertThat(TopicLayout.of(topic).settings()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void namesEveryDifferenceAtOnceAndNoOther() {
        var found = new TopicLayout(
                "prompttuner.steps.v1",
                3,
                Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime", "segment.bytes", "7"));

        assertThat(TopicLayout.of(Topic.STEPS).differencesTo(found))
                .containsExactly(
                        "prompttuner.steps.v1: partitions: expected 12, found 3",
                        "prompttuner.steps.v1: cleanup.policy: expected delete, found compact",
                        "prompttuner.steps.v1: retention.ms: expected 604800000, found nothing");
    }
}
