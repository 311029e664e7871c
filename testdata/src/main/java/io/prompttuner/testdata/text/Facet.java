package io.prompttuner.testdata.text;

import java.util.random.RandomGenerator;

/** A side of the small world that a report may touch. */
public enum Facet {
    REVIEW,
    TOPIC,
    EMOTION,
    INTENT,
    TENSE,
    FACT,
    COUNT;

    /** Any sentence of this kind. */
    String sentence(RandomGenerator random) {
        return switch (this) {
            case REVIEW -> Reviews.any(random);
            case TOPIC -> Topics.any(random);
            case EMOTION -> Emotions.any(random);
            case INTENT -> Intents.any(random);
            case TENSE -> Tenses.any(random);
            case FACT -> Facts.any(random);
            case COUNT -> Counts.any(random);
        };
    }
}
