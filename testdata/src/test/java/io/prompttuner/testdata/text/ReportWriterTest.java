package io.prompttuner.testdata.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportWriterTest {

    private static final List<String> OWN = List.of("own one", "own two");

    @Test
    void tasksHideWhatMattersAmongTwoOrThreeOthers() {
        assertThat(sizes(ReportWriter.FOR_TASKS)).containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void whileAModelLearnsItMayStandAlone() {
        assertThat(sizes(ReportWriter.FOR_LEARNING)).containsExactlyInAnyOrder(2, 3, 4, 5);
    }

    @Test
    void noOtherSentenceIsOfTheSameFacet() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String report = ReportWriter.FOR_TASKS.write(random, Facet.COUNT, List.of("none"));
            assertThat(report).doesNotContain("there are").contains("none").endsWith(" .");
        }
    }

    @Test
    void whatMattersCanStandAnywhere() {
        var random = new Random(1);
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String report = ReportWriter.FOR_TASKS.write(random, Facet.REVIEW, List.of("own"));
            places.add(Arrays.asList(report.split(" \\.( |$)")).indexOf("own"));
        }
        assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void moreThanThreeOthersAreRefused() {
        assertThatThrownBy(() -> new ReportWriter(4)).hasMessage("expected 0 to 3 other facets, got 4");
    }

    private static Set<Integer> sizes(ReportWriter writer) {
        var random = new Random(1);
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            sizes.add(writer.write(random, Facet.REVIEW, OWN).split(" \\.( |$)").length);
        }
        return sizes;
    }
}
