package io.prompttuner.platform.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @ParameterizedTest
    @CsvSource({
        "137, was killed by signal 9 (SIGKILL)",
        "143, was killed by signal 15 (SIGTERM)",
        "134, was killed by signal 6 (SIGABRT)",
        "152, was killed by signal 24"
    })
    void blamesASignalAndNotWhatTheProcessHappenedToSayLast(int code, String told) {
        assertThat(new ExitStatus(code).told("ready at 127.0.0.1:1")).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "128", "193", "255"})
    void letsAProcessThatEndedByItselfSayWhy(int code) {
        assertThat(new ExitStatus(code).told("port 1 is in use"))
                .isEqualTo("ended with status %d: port 1 is in use", code);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void saysNoMoreThanItKnows(int code) {
        assertThat(new ExitStatus(code).told("")).isEqualTo("ended with status " + code);
    }
}
