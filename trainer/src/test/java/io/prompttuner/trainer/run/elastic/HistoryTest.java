package io.prompttuner.trainer.run.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.tuning.Throttle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void isPlayedInTheOrderOfSteps() {
        var faults = new ArrayList<String>();

        var history = History.parse("pause@20, join@5,kill@9,leave@9", "--history", faults);

        assertThat(faults).isEmpty();
        assertThat(history.events())
                .extracting(Object::toString)
                .containsExactly("join@5", "kill@9", "leave@9", "pause@20");
        assertThat(history.joins()).isEqualTo(1);
        assertThat(history.pauses()).isTrue();
    }

    @Test
    void namesEveryEventThatIsNone() {
        var faults = new ArrayList<String>();

        History.parse("join@5,jump@6,kill@,leave", "--history", faults);

        assertThat(faults).hasSize(3).allMatch(fault -> fault.startsWith("--history: expected events such as join@5"));
        assertThat(faults.get(0)).endsWith("got \"jump@6\"");
    }

    @Test
    void throttlesTheBatchBesidesWhatHappensToTheMembers() {
        var faults = new ArrayList<String>();

        var history = History.parse("throttle@12:1,throttle@5:0.25,join@6", "--history", faults);

        assertThat(faults).isEmpty();
        assertThat(history.events()).extracting(Object::toString).containsExactly("join@6");
        assertThat(history.throttles()).containsExactly(new Throttle(5, 0.25), new Throttle(12, 1));
        assertThat(faults("throttle@9:0.5", 1, 9))
                .containsExactly("--history: throttle@9:0.5 is not before the last step, 9");
        History.parse("throttle@5,throttle@5:0,throttle@5:1.5", "--history", faults);
        assertThat(faults).hasSize(3).allMatch(fault -> fault.contains("above 0 and at most 1"));
    }

    @Test
    void leavesSomebodyAtAllTimes() {
        assertThat(faults("kill@3", 2, 9)).isEmpty();
        assertThat(faults("join@1,kill@3,leave@4", 2, 9)).isEmpty();
        assertThat(faults("kill@3", 1, 9)).containsExactly("--history: after kill@3 nobody would be left");
    }

    @Test
    void leavesNobodyWithoutWork() {
        assertThat(faults("join@1,leave@2,join@3", 2, 9)).isEmpty();
        assertThat(faults("join@1,join@2", 2, 9))
                .containsExactly("--history: after join@2 there would be 4 workers for the 3 micro-batches of a step");
    }

    @Test
    void endsBeforeTheJobDoes() {
        assertThat(faults("pause@9", 1, 9)).containsExactly("--history: pause@9 is not before the last step, 9");
    }

    private static List<String> faults(String text, int workers, long steps) {
        return History.parse(text, "--history", new ArrayList<>()).faults(workers, 3, steps, "--history");
    }
}
