package io.prompttuner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void termsHaveOneOrderAndAreKeptForEver() {
        assertThat(Topic.TERMS.partitions()).isEqualTo(1);
        assertThat(Topic.TERMS.retention()).contains(Duration.ofMillis(-1));
    }

    @Test
    void everythingElseIsSpreadOverTheSameNumberOfPartitions() {
        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic != Topic.TERMS))
                .allMatch(topic -> topic.partitions() == 12);
    }

    @Test
    void namesLeadBackToTheirTopic() {
        for (Topic topic : Topic.values()) {
            assertThat(topic.fullName()).matches("prompttuner\\.[a-z-]+\\.v1");
            assertThat(Topic.named(topic.fullName())).contains(topic);
        }
        assertThat(Topic.named("prompttuner.nothing.v1")).isEmpty();
    }
}
