package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromptManifestTest {

    @Test
    void readsBackWhatItWrote() {
        var manifest = Samples.manifest(Long.MIN_VALUE);

        assertThat(PromptOrigin.fromJson(manifest.toJson())).isEqualTo(manifest);
        assertThat(manifest.settings()).containsEntry("batch", 16L);
    }

    @Test
    void staysReadableAsItIsWrittenToday() {
        assertThat(new String(Samples.manifest(7).toJson(), StandardCharsets.UTF_8))
                .isEqualTo("""
                {
                  "v" : 1,
                  "baseModel" : "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4",
                  "data" : "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7",
                  "seed" : 7,
                  "initialPrompt" : "plain",
                  "settings" : {
                    "batch" : 16,
                    "clip" : false,
                    "cue" : "answer :",
                    "learningRate" : 0.003
                  },
                  "numerics" : {
                    "dtype" : "f32",
                    "threads" : 1,
                    "library" : "pytorch 2.7.1",
                    "processor" : "amd64 avx2"
                  }
                }
                """);
    }

    @Test
    void passesOverFieldsOfLaterVersions() {
        String json = new String(Samples.manifest(7).toJson(), StandardCharsets.UTF_8);

        assertThat(read(json.replace("\"seed\"", "\"later\" : [1], \"seed\""))).isEqualTo(Samples.manifest(7));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"v\" : 1`, `\"v\" : 2`, `v: expected version 1, got NUMBER`",
                "`\"seed\" : 7,`, ``, `seed: expected a whole number, got nothing`",
                "`\"seed\" : 7,`, `\"seed\" : 0.5,`, `seed: expected a whole number, got NUMBER`",
                "`\"data\" : \"3a`, `\"data\" : \"xx`, `data: expected a SHA-256`",
                "`\"batch\" : 16`, `\"batch\" : [16]`, `settings.batch: expected text, a number or a boolean`",
                "`\"threads\" : 1`, `\"threads\" : \"1\"`, `threads: expected a whole number, got STRING`",
                "`\"v\" : 1,`, `\"v\" : 1`, `not JSON`"
            })
    void namesWhatIsWrong(String correct, String wrong, String fault) {
        String json = new String(Samples.manifest(7).toJson(), StandardCharsets.UTF_8);

        assertThat(json).contains(correct);
        assertThatThrownBy(() -> read(json.replace(correct, wrong)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void whatWasImportedSaysSoAndInventsNothing() {
        var imported = new PromptImport(Samples.manifest(1).baseModel(), 16);

        assertThat(new String(imported.toJson(), StandardCharsets.UTF_8)).isEqualTo("""
                {
                  "v" : 1,
                  "origin" : "imported",
                  "baseModel" : "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4",
                  "tokens" : 16
                }
                """);
        assertThat(PromptOrigin.fromJson(imported.toJson())).isEqualTo(imported);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"imported\"` | `\"stolen\"` | `origin: expected \"imported\" or none, got STRING`",
                "`: 16`         | `: 0`        | `tokens: expected a number from 1, got NUMBER`"
            })
    void namesWhatIsWrongWithAnImport(String correct, String wrong, String fault) {
        String json =
                new String(new PromptImport(Samples.manifest(1).baseModel(), 16).toJson(), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(json.replace(correct, wrong)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(fault);
    }

    static List<Object> unfit() {
        return List.of(Double.NaN, 0.5f, List.of(1), new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void settingsAreScalarsThatSurviveJson(Object value) {
        assertThatThrownBy(() -> new PromptManifest(
                        Samples.manifest(1).data(),
                        Samples.manifest(1).data(),
                        1,
                        Map.of("x", value),
                        "plain",
                        Samples.manifest(1).numerics()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("setting x");
    }

    private static PromptOrigin read(String json) {
        return PromptOrigin.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }
}
