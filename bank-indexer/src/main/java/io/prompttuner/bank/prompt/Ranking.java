package io.prompttuner.bank.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the starts that a new job should race: similar tasks first, corrected by what the prompt has saved before.
 *
 * <p>Experience is shrunk towards nothing while it is small: {@code saved * judged / (judged + PRIOR)}, the posterior
 * mean of a share under a prior worth {@code PRIOR} uses at zero (empirical Bayes in its simplest form). A prompt that
 * has done harm often enough is retired. Of several prompts for one task only the best is proposed, and no prompt twice, so
 * that a race tries different ideas. Of two that are equal otherwise, the one that was tuned for its task comes before the
 * one that was only evaluated on it.
 *
 * @param minSimilarity below this a task is novel and gets nothing
 * @param experienceWeight what a saving of all steps is worth in units of cosine
 */
public record Ranking(double minSimilarity, double experienceWeight) {

    private static final double PRIOR = 2;
    private static final int RETIRE_AFTER = 3;

    /** Values that separate families of tasks on the small model. */
    public static final Ranking DEFAULT = new Ranking(0.3, 0.3);

    /** At most {@code k} candidates, best first; ties by job, so that the answer is one. */
    public List<RankedPrompt> rank(List<Neighbour> neighbours, Function<String, Effect> effects, int k) {
        List<RankedPrompt> ranked = neighbours.stream()
                .filter(near ->
                        near.similarity() >= minSimilarity && near.prompt().prompt() != null)
                .map(near -> new RankedPrompt(near.prompt(), near.similarity(), effect(near, effects)))
                .filter(candidate -> !retired(candidate.effect()))
                .sorted(Comparator.comparingDouble(this::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.prompt().onlyEvaluated())
                        .thenComparing(candidate -> candidate.prompt().job()))
                .toList();
        return different(ranked, k);
    }

    private static Effect effect(Neighbour near, Function<String, Effect> effects) {
        String prompt = near.prompt().prompt();
        return prompt == null ? Effect.UNUSED : effects.apply(prompt);
    }

    private double score(RankedPrompt candidate) {
        Effect effect = candidate.effect();
        return candidate.similarity() + experienceWeight * effect.saved() * effect.judged() / (effect.judged() + PRIOR);
    }

    private static boolean retired(Effect effect) {
        return effect.judged() >= RETIRE_AFTER && effect.saved() < 0;
    }

    private static List<RankedPrompt> different(List<RankedPrompt> ranked, int k) {
        Set<String> tasks = new HashSet<>();
        Set<@Nullable String> prompts = new HashSet<>();
        List<RankedPrompt> chosen = new ArrayList<>();
        for (RankedPrompt candidate : ranked) {
            PromptDocument prompt = candidate.prompt();
            if (chosen.size() < k && !tasks.contains(prompt.dataset()) && prompts.add(prompt.prompt())) {
                tasks.add(prompt.dataset());
                chosen.add(candidate);
            }
        }
        return chosen;
    }
}
