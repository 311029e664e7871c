package io.prompttuner.testdata.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private final Random random = new Random(1);

    @Test
    void aReviewIsGoodByPraiseOrByNotBlaming() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Reviews.sentence(random, 2, true))
                    .matches("the (room|bed|lobby|pool|breakfast) was "
                            + "(not (dirty|noisy|cramped|smelly|bad|terrible|awful|poor|horrible|dreadful|nasty|disappointing)"
                            + "|((very|really|so) )?(clean|quiet|cozy|spacious"
                            + "|good|great|nice|excellent|wonderful|lovely|perfect|fantastic))");
        }
    }

    @Test
    void aComparisonKnowsWhichIsMore() {
        for (int i = 0; i < 1_000; i++) {
            var comparison = Counts.comparison(random, 0);
            List<String> words = Words.of(comparison.sentence());
            int first = number(words.get(2));
            int second = number(words.get(5));

            assertThat(comparison.more()).isEqualTo(first > second ? words.get(3) : words.get(6));
            assertThat(comparison.fewer()).isEqualTo(first > second ? words.get(6) : words.get(3));
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void aFactOfAnotherKindIsOfAnotherKind() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Facts.aboutAnother(random, 0)).doesNotContain("lives in");
        }
    }

    @Test
    void theOtherTensesAreToldByTheVerb() {
        for (int i = 0; i < 200; i++) {
            assertThat(Tenses.sentence(random, 0, 0)).containsPattern(" (walked|cooked) ");
            assertThat(Tenses.sentence(random, 0, 1)).containsPattern(" (walks|cooks) ");
            assertThat(Tenses.sentence(random, 3, 2)).containsPattern(" will (open|watch) ");
        }
    }

    private static int number(String word) {
        return Words.of("two three four five six seven eight nine").indexOf(word);
    }
}
