package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.demo.DemoReport.JobLine;
import io.prompttuner.platform.demo.DemoReport.Memory;
import io.prompttuner.platform.demo.DemoReport.Pair;
import io.prompttuner.platform.demo.DemoReport.Totals;
import io.prompttuner.platform.demo.DemoReport.Unpaired;
import io.prompttuner.platform.demo.DemoReport.Urgent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final DemoReport REPORT = new DemoReport(
            List.of(
                    job("j-urgent", "topic/set6-0"),
                    job("j-long", "emotion/park-0"),
                    job("j-shared", "emotion/work-1")),
            List.of(new Pair("topic/set6-0", 25, "j-warm", "j-plain", "prompt", 30, 40, 0.25)),
            List.of(new Unpaired("tense/t3-0", 26, "j-alone", "unavailable")),
            new Urgent("j-urgent", "met", 40, 0.1, 30, 12, 28, 33, true, "j-long", "7-1-j-long", "7-9-j-long"),
            SharedWordsTest.SHARED,
            new Totals(2, 2, 0, 60, 30, 40, 130, 25, 1 << 30),
            new Memory(1 << 30, List.of()));

    private final String text = String.join("\n", ReportText.of(REPORT));

    @Test
    void comparesWhatRacedTheBankWithWhatStartedPlain() {
        assertThat(text).containsPattern("topic/set6-0 +25 +prompt +30 +40 +25 %");
    }

    @Test
    void saysWhichJobGotNoPromptOfTheBankAndIsNotCounted() {
        assertThat(text).contains("tense/t3-0, seed 26, is not counted: bank unavailable when it started");
    }

    @Test
    void namesWhoWasPausedAndTheDecisionsThatPausedAndResumed() {
        assertThat(text)
                .contains(
                        "topic/set6-0 of acme (j-urgent): deadline met",
                        "emotion/park-0 of acme (j-long)",
                        "7-1-j-long",
                        "7-9-j-long",
                        "done after 33 s, too late");
    }

    @Test
    void namesTheJobThatOneWorkerWouldHaveFinishedTooLate() {
        assertThat(text)
                .contains("emotion/work-1 of acme (j-shared): deadline met", "one worker had taken 32.0 s, too long");
    }

    private static JobLine job(String id, String task) {
        return new JobLine(
                "acme",
                id,
                task,
                "can't wait",
                "2026-01-01T00:01:00Z",
                "2026-01-01T00:00:30Z",
                "met",
                "succeeded",
                "plain",
                "not-asked",
                40,
                0,
                0.03,
                30,
                1);
    }
}
