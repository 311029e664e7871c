package io.prompttuner.trainer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.wire.event.AnswerScore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerScoringTest {

    /** Worked out by hand from the definitions. */
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
            joy                     | joy                      | 1      | 1
            The Eiffel Tower.       | eiffel tower             | 1      | 0.8
            sadness                 | joy                      | 0      | 0
            the cat sat on a mat    | on the mat the cat sat   | 1      | 0.5
            cat cat cat             | cat                      | 0.5    | 0.5
            police killed the gunman| police kill the gunman   | 0.6667 | 0.75
            ""                      | joy                      | 0      | 0
            ""                      | ""                       | 1      | 0
            a                       | the                      | 1      | 0
            drei Äpfel              | DREI äpfel und           | 0.8    | 0.8
            """)
    void scores(String answer, String target, double tokenF1, double rougeL) {
        AnswerScore score = AnswerScoring.score(answer, target);

        assertThat(score.tokenF1()).isCloseTo(tokenF1, within(1e-4));
        assertThat(score.rougeL()).isCloseTo(rougeL, within(1e-4));
    }
}
