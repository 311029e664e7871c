package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.demo.DemoReport.Crew;
import io.prompttuner.platform.demo.DemoReport.Shared;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedWordsTest {

    static final Shared SHARED = new Shared(
            "j-shared",
            "met",
            300,
            "j-alone",
            32,
            10,
            30,
            24,
            List.of(new Crew(1, 0.4, 2.5, 9.5), new Crew(2, 2.5, 24, 15.0)),
            2.5,
            "7-3-j-shared",
            "shares its steps among 2 workers",
            true,
            true);

    private static final Shared NOT_SHARED = new Shared(
            "j-shared",
            "missed",
            300,
            "j-alone",
            32,
            10,
            30,
            32.5,
            List.of(new Crew(1, 0.4, 32.5, null)),
            null,
            null,
            null,
            true,
            false);

    @Test
    void saysInOneLineWhatCameOfIt() {
        assertThat(SharedWords.summary(SHARED))
                .isEqualTo("two workers shared it from 2.5 s on: done after 24.0 s, 6.0 s before its deadline;"
                        + " one worker had taken 32.0 s");
    }

    @Test
    void saysPlainlyThatNobodySharedIt() {
        assertThat(SharedWords.summary(NOT_SHARED))
                .isEqualTo("no second worker came: done after 32.5 s, 2.5 s after its deadline;"
                        + " one worker had taken 32.0 s");
        assertThat(SharedWords.of(NOT_SHARED)).noneMatch(line -> line.contains("ecision"));
    }

    @Test
    void showsWhoWorkedOnItWhenAndHowFast() {
        assertThat(SharedWords.of(SHARED))
                .contains(
                        "Steps a second: 10.0 on one worker alone; here 9.5 on one (0.4 to 2.5 s), 15.0 on 2 (2.5 to 24.0 s).");
        assertThat(SharedWords.of(NOT_SHARED)).anyMatch(line -> line.contains("here not seen on one (0.4 to 32.5 s)"));
    }

    @Test
    void namesTheDecisionAndItsWords() {
        assertThat(SharedWords.of(SHARED)).contains("Decision 7-3-j-shared: shares its steps among 2 workers.");
    }

    @Test
    void comparesThePrompts() {
        assertThat(SharedWords.of(SHARED)).contains("Both came to the same prompt, bit for bit.");
        assertThat(SharedWords.of(NOT_SHARED)).contains("Their prompts differ.");
    }
}
