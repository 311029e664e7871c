package io.prompttuner.domain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private enum Start {
        RACE,
        PLAIN_TEXT
    }

    @Test
    void fillsInFallbacks() {
        var settings = new Settings(Map.of());

        assertThat(settings.number("N", 1, 9, 3)).isEqualTo(3);
        assertThat(settings.real("R", 0, 1, 0.5)).isEqualTo(0.5);
        assertThat(settings.duration("D", Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.text("T", "word")).isEqualTo("word");
        assertThat(settings.path("P", Path.of("here"))).isEqualTo(Path.of("here"));
        assertThat(settings.flag("F", true)).isTrue();
        assertThat(settings.choice("E", Start.RACE)).isEqualTo(Start.RACE);
        assertThat(settings.checked("built")).isEqualTo("built");
    }

    @Test
    void readsWhatIsThereAndDropsTheSpaceAroundIt() {
        var settings = new Settings(Map.of(
                "N", " 9 ", "R", "1e-1", "D", "PT1M", "T", " two words ", "P", "a/b", "F", "false", "E", "plain-text"));

        assertThat(settings.number("N", 1, 9, 3)).isEqualTo(9);
        assertThat(settings.real("R", 0, 1, 0.5)).isEqualTo(0.1);
        assertThat(settings.duration("D", Duration.ofSeconds(8))).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.text("T", "word")).isEqualTo("two words");
        assertThat(settings.path("P")).isEqualTo(Path.of("a", "b"));
        assertThat(settings.flag("F", true)).isFalse();
        assertThat(settings.choice("E", Start.RACE)).isEqualTo(Start.PLAIN_TEXT);
        assertThat(settings.checked("built")).isEqualTo("built");
    }

    @Test
    void reportsEveryFaultAtOnce() {
        var settings = new Settings(Map.of("N", "lots", "D", "-PT1S", "F", "yes", "E", "walk", "P", " "));
        settings.number("N", 1, 9, 3);
        settings.duration("D", Duration.ofSeconds(8));
        settings.flag("F", true);
        settings.choice("E", Start.RACE);
        settings.path("P", Path.of("here"));
        settings.text("T");
        settings.secret("S", 16);

        assertThat(faultsOf(settings))
                .containsExactly(
                        "N: expected a whole number, got lots",
                        "D: expected a positive duration, got PT-1S",
                        "F: expected true or false, got yes",
                        "E: expected one of race, plain-text, got walk",
                        "P: expected a path, got  ",
                        "T: expected some text, got nothing",
                        "S: expected a secret of at least 16 characters, got less");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "127.0.0.1:9200", "localhost:9200", "ftp://host", "http://", ""})
    void refusesWhatIsNoAddressOfAServerOverHttp(String given) {
        assertThat(faultsOf(Map.of("A", given), settings -> settings.address("A")))
                .containsExactly("A: expected an address such as http://127.0.0.1:9200, got " + given);
    }

    @Test
    void readsAnAddressAndFillsInItsFallback() {
        URI fallback = URI.create("http://127.0.0.1:1");
        var settings = new Settings(Map.of("A", " https://elastic.example:9200 "));

        assertThat(settings.address("A", fallback)).isEqualTo(URI.create("https://elastic.example:9200"));
        assertThat(settings.address("B", fallback)).isEqualTo(fallback);
    }

    @ParameterizedTest
    @CsvSource({"0, 'N: expected from 1 to 9, got 0'", "10, 'N: expected from 1 to 9, got 10'"})
    void refusesANumberOutOfBounds(String given, String fault) {
        assertThat(faultsOf(Map.of("N", given), settings -> settings.number("N", 1, 9, 3)))
                .containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-0.1", "1.01", "half"})
    void refusesARealThatIsNotWithinBounds(String given) {
        assertThat(faultsOf(Map.of("R", given), settings -> settings.real("R", 0, 1, 0.5)))
                .singleElement()
                .asString()
                .endsWith("got " + given);
    }

    @Test
    void neverRepeatsASecret() {
        assertThat(faultsOf(Map.of("S", "hunter2"), settings -> settings.secret("S", 16)))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }

    private static List<String> faultsOf(Map<String, String> values, Consumer<Settings> read) {
        var settings = new Settings(values);
        read.accept(settings);
        return faultsOf(settings);
    }

    private static List<String> faultsOf(Settings settings) {
        return catchThrowableOfType(InvalidConfigException.class, () -> settings.checked("built"))
                .faults();
    }
}
