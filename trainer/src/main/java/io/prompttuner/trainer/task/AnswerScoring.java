package io.prompttuner.trainer.task;

import io.prompttuner.wire.event.AnswerScore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says how near an answer comes to its target, from 0 to 1, for tasks where one word too many is not all wrong.
 *
 * <p>Token F1 is the harmonic mean of precision and recall over the words of both, however ordered, without case,
 * punctuation and articles: SQuAD's (Rajpurkar et al., 2016; {@code evaluate-v2.0.py}). ROUGE-L is the same over their
 * longest common subsequence, words being runs of letters and digits without case: Lin's (2004) with equal weights, as
 * {@code rouge_score} has it, but for letters of any script.
 */
final class AnswerScoring {

    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern ARTICLES = Pattern.compile("\\b(?:a|an|the)\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private AnswerScoring() {}

    /** Scores one answer. */
    static AnswerScore score(String answer, String target) {
        return new AnswerScore(tokenF1(answer, target), rougeL(answer, target));
    }

    private static double tokenF1(String answer, String target) {
        List<String> said = squadWords(answer);
        List<String> wanted = squadWords(target);
        if (said.isEmpty() || wanted.isEmpty()) {
            return said.equals(wanted) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : said) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return f1(common, said.size(), wanted.size());
    }

    private static double rougeL(String answer, String target) {
        List<String> said =
                words(NO_WORD.matcher(answer.toLowerCase(Locale.ROOT)).replaceAll(" "));
        List<String> wanted =
                words(NO_WORD.matcher(target.toLowerCase(Locale.ROOT)).replaceAll(" "));
        return f1(longestCommonSubsequence(said, wanted), said.size(), wanted.size());
    }

    private static double f1(int common, int said, int wanted) {
        return common == 0 ? 0 : 2.0 * common / (said + wanted);
    }

    private static List<String> squadWords(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return words(ARTICLES.matcher(plain).replaceAll(" "));
    }

    private static List<String> words(String text) {
        return Arrays.stream(SPACE.split(text)).filter(word -> !word.isEmpty()).toList();
    }

    /** By dynamic programming, one row at a time. */
    private static int longestCommonSubsequence(List<String> one, List<String> other) {
        int[] above = new int[other.size() + 1];
        for (String word : one) {
            int[] row = new int[above.length];
            for (int i = 1; i < row.length; i++) {
                row[i] = word.equals(other.get(i - 1)) ? above[i - 1] + 1 : Math.max(above[i], row[i - 1]);
            }
            above = row;
        }
        return above[other.size()];
    }
}
