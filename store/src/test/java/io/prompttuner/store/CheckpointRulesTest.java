package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointRulesTest {

    @ParameterizedTest(name = "of {0} having written {1} goes {2}")
    @CsvSource({
        "'1-0', '1-0', ''",
        "'1-0 1-5', '1-5', ''",
        "'1-0 1-5 1-10', '1-10', '1-0'",
        "'1-5 1-10 1-90 1-100', '1-100', '1-5 1-10'",
        "'1-5 1-10 2-10', '2-10', '1-5 1-10'",
        "'1-5 2-10 3-0', '2-10', '1-5'",
        "'1-5 1-9 1-12 3-0', '1-12', '1-5'",
        "'1048577-5 2097153-5', '2097153-5', '1048577-5'"
    })
    void keepsTheTwoNewestAndNothingOfOlderAttempts(String present, String written, String superseded) {
        assertThat(CheckpointRetention.superseded(keys(present), keys(written).get(0)))
                .isEqualTo(keys(superseded));
    }

    @Test
    void keysAreOrderedAsNumbers() {
        assertThat(keys("10-2 9-1 10-10 9-20").stream().sorted()).isEqualTo(keys("9-1 9-20 10-2 10-10"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1-", "-1", "1-2-3", "01-2", "1-02", "-1-2", "1-1000000000000000000", "../1-2", "1-2 "})
    void whatIsNoKeyIsNone(String text) {
        assertThat(CheckpointKey.parse(text)).isEmpty();
    }

    private static List<CheckpointKey> keys(String texts) {
        return Arrays.stream(texts.split(" "))
                .flatMap(text -> CheckpointKey.parse(text).stream())
                .toList();
    }
}
