package io.prompttuner.testdata.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.testdata.text.ReportWriter;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SkillsTest {

    private static final Map<String, String> SIGNS = Map.of(
            "joy", "laughed smiled danced cheered",
            "anger", "shouted yelled cursed argued",
            "fear", "trembled panicked hid froze",
            "sadness", "cried wept sobbed mourned");

    static List<Skill> all() {
        return Skills.all();
    }

    @Test
    void thereAreNineFamilies() {
        assertThat(Skills.byFamily())
                .hasSize(9)
                .satisfies(families -> assertThat(
                                families.values().stream().mapToInt(List::size).sum())
                        .isEqualTo(56));
        assertThat(Skills.all()).extracting(Skill::id).doesNotHaveDuplicates().containsAll(Skills.HELD_OUT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyAnswerIsAWordOfItsSetOrOfTheReport(Skill skill) {
        var random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Sample sample = skill.source().next(random, ReportWriter.FOR_TASKS);
            for (List<String> labels : skill.labelSets()) {
                assertThat(labels).contains(sample.answer(labels)).doesNotHaveDuplicates();
            }
            if (skill.labelSets().isEmpty()) {
                assertThat(sample.text()).contains(" " + sample.answer(List.of()) + " ");
            }
        }
    }

    @Test
    void theAnswerIsTrueAndNoOtherSentenceSpeaksAgainstIt() {
        for (Task.Row row : Task.of("emotion/street-0").rows(500, 3)) {
            List<String> words = List.of(row.input().split(" "));
            List<String> shown = SIGNS.entrySet().stream()
                    .filter(emotion ->
                            words.stream().anyMatch(List.of(emotion.getValue().split(" "))::contains))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toList());
            assertThat(shown).containsExactly(row.target());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "topic/set6-0, 'task : topic of the talk ( science or weather or music or politics ) . text :'",
        "sentiment/gym-1, 'task : is the opinion good or bad ( negative or positive ) . text :'",
        "slot/city-0, 'task : extract the city . text :'",
        "tense/t3-4, 'task : when does it happen ( red or blue or green ) . text :'"
    })
    void aTaskCanSayWhatItIs(String id, String instruction) {
        assertThat(Task.of(id).instruction()).isEqualTo(instruction);
        assertThat(Task.of(id).id()).isEqualTo(id);
    }

    @Test
    void rowsDependOnTheSeedAndTheTaskAlone() {
        Task task = Task.of("intent/vehicle-0");

        assertThat(task.rows(100, 1)).isEqualTo(task.rows(100, 1)).doesNotHaveDuplicates();
        assertThat(task.rows(100, 1)).startsWith(task.rows(10, 1).toArray(Task.Row[]::new));
        assertThat(task.rows(100, 2)).isNotEqualTo(task.rows(100, 1));
        assertThat(Task.of("intent/vehicle-1").rows(100, 1)).isNotEqualTo(task.rows(100, 1));
    }

    @Test
    void whatThereIsNotIsRefused() {
        assertThatThrownBy(() -> Skills.find("sentiment/boat")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> Task.of("tense/t3-9")).hasMessage("tense/t3 has no label set 9");
    }
}
