package io.prompttuner.benchmarks.reaction.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private final List<Event> written = new ArrayList<>();
    private final List<String> erased = new ArrayList<>();
    private final Cluster cluster = new Cluster(new Notes(), InstantSource.fixed(Instant.EPOCH), 3);

    ClusterTest() {
        cluster.open(2);
    }

    @Test
    void nobodyReportsBeforeItIsBound() {
        assertThat(cluster.next()).isEmpty();

        say("job-0000", Wish.RUNNING);

        assertThat(cluster.next().orElseThrow().event().kind()).isEqualTo(StepKind.STARTED);
        assertThat(cluster.next().orElseThrow().event().step()).isEqualTo(1);
        assertThat(assignments()).containsExactly(AssignmentKind.BOUND);
    }

    @Test
    void aPausedJobSaysItsLastWordsAndLetsGoThen() {
        say("job-0000", Wish.RUNNING);
        cluster.next();
        assertThat(cluster.nextDecisive().orElseThrow().decides()).isTrue();
        say("job-0000", Wish.PAUSED);

        List<StepEvent> last = reports();

        assertThat(last).hasSize(12).allMatch(report -> report.kind() == StepKind.EVALUATED);
        assertThat(assignments()).containsExactly(AssignmentKind.BOUND, AssignmentKind.RELEASED);
    }

    @Test
    void aJobGetsItsPlaceOnlyWhenAnotherHasLetGo() {
        say("job-0000", Wish.RUNNING);
        cluster.shrinkTo(1);
        say("job-0001", Wish.RUNNING);
        say("job-0000", Wish.PAUSED);

        for (int n = 0; n < 20; n++) {
            cluster.next();
        }

        assertThat(cluster.isSettledAt(1)).isTrue();
        assertThat(erased).hasSize(1);
        assertThat(cluster.next().orElseThrow().event().job()).isEqualTo("job-0001");
    }

    private void say(String job, Wish wish) {
        var cause = new Cause(FactKind.TIME, "clock", 0, 0, Instant.EPOCH);
        cluster.hear(new Allocation(job, 1, 1, wish, 0, 1, WishReason.BEST_EFFORT, "1-1-" + job, cause));
    }

    private List<StepEvent> reports() {
        List<StepEvent> found = new ArrayList<>();
        for (var next = cluster.next(); next.isPresent(); next = cluster.next()) {
            found.add(next.get().event());
        }
        return found;
    }

    private List<AssignmentKind> assignments() {
        return written.stream()
                .filter(AssignmentEvent.class::isInstance)
                .map(event -> ((AssignmentEvent) event).kind())
                .toList();
    }

    private final class Notes implements Cluster.Pen {

        @Override
        public void write(Topic topic, Event event) {
            assertThat(event).isInstanceOf(topic.type());
            written.add(event);
        }

        @Override
        public void erase(Topic topic, String key) {
            erased.add(key);
        }
    }
}
