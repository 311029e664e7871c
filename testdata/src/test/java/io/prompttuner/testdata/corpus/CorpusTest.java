package io.prompttuner.testdata.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.testdata.task.Skills;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CorpusTest {

    private static final List<Document> DOCUMENTS = documents(20_000);

    /** Another corpus is another model: change this only together with one trained on it. */
    @Test
    void isWhatItAlwaysWas() {
        String first = DOCUMENTS.stream().limit(1_000).map(Document::text).collect(Collectors.joining("\n"));

        assertThat(ContentHash.of(first.getBytes(StandardCharsets.UTF_8)))
                .hasToString("de55d60b23948cc1313b81fe256605863f51077d6f99beccfc071d6bb4577512");
    }

    @Test
    void mostDocumentsAskAndSomeDoNot() {
        long asking = DOCUMENTS.stream()
                .filter(document -> !document.answer().isEmpty())
                .count();

        // by family weight 4.4 in 16 drawn are of a held-out corner; of the rest, one in sixteen asks nothing
        assertThat(asking / (double) DOCUMENTS.size()).isCloseTo(11.6 / 16 * 15 / 16, within(0.01));
    }

    @Test
    void theLastWordingOfAQuestionIsLeftForTuning() {
        Pattern kept = Pattern.compile(Skills.all().stream()
                .map(skill -> Pattern.quote(last(skill.questions())))
                .distinct()
                .collect(Collectors.joining("|", "(^|task : |tell me |question : )(", ") (\\(|\\?|\\.)")));

        assertThat(DOCUMENTS)
                .noneMatch(document -> kept.matcher(document.head()).find());
    }

    @Test
    void theLastWordsOfASkillAreLeftForTuning() {
        assertThat(DOCUMENTS)
                .extracting(Document::answer)
                .doesNotContain("minus", "plus")
                .contains("sour", "sweet", "alpha", "joy", "happy", "future", "negative");
    }

    @Test
    void heldOutCornersAreNeverAskedAbout() {
        assertThat(DOCUMENTS)
                .filteredOn(document -> !document.answer().isEmpty())
                .extracting(Document::head)
                .noneMatch(head -> head.matches(".*(extract|what is|copy) the (drink|language).*"))
                .noneMatch(head -> head.contains(" claim : drinks only") || head.contains(" claim : speaks"));
    }

    @Test
    void theExamAsksInOneWording() {
        var random = new Random(1);

        assertThat(Exam.question(random, Skills.find("tense/t3"))).satisfies(question -> {
            assertThat(question.head())
                    .startsWith("task : tense of the sentence ( past or present or future ) . text : ")
                    .endsWith(" . answer :");
            assertThat(question.answer()).isIn("past", "present", "future");
            assertThat(question.text()).isEqualTo(question.head() + " " + question.answer());
        });
    }

    @Test
    void aTokenizerMeetsEveryLabelOften() {
        List<String> texts = Corpus.tokenizerTexts(1);

        assertThat(texts).hasSizeGreaterThan(40_000);
        assertThat(texts.stream().filter(" minus plus"::equals).count()).isEqualTo(20 * (10 + 8));
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static List<Document> documents(int count) {
        var random = new Random(1);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(Corpus.next(random));
        }
        return documents;
    }
}
