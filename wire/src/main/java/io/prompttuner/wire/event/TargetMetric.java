package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/** What the held-out evaluation is compared with. */
public enum TargetMetric implements WireEnum {
    /** Mean nats per target token; met when at or below the value. */
    LOSS,
    /** Share of held-out examples answered exactly; met when at or above the value. */
    ACCURACY,
    /** Mean token F1 of generated answers; met when at or above the value. */
    TOKEN_F1,
    /** Mean ROUGE-L of generated answers; met when at or above the value. */
    ROUGE_L;

    /** Its name as people read it. */
    public String spoken() {
        return switch (this) {
            case LOSS, ACCURACY -> word();
            case TOKEN_F1 -> "token F1";
            case ROUGE_L -> "ROUGE-L";
        };
    }

    /** The field that holds it, as in {@code tokenF1}. */
    public String field() {
        return switch (this) {
            case LOSS, ACCURACY -> word();
            case TOKEN_F1 -> "tokenF1";
            case ROUGE_L -> "rougeL";
        };
    }

    /** Whether more is better. */
    public boolean rises() {
        return this != LOSS;
    }

    /** Whether it takes answers that the model generates: one look at the first choices does not tell. */
    public boolean ofAnswers() {
        return this == TOKEN_F1 || this == ROUGE_L;
    }

    /** What an evaluation comes to in this measure; nothing if it takes answers and there are none. */
    public @Nullable Double of(double loss, double accuracy, @Nullable AnswerScore answers) {
        return switch (this) {
            case LOSS -> loss;
            case ACCURACY -> accuracy;
            case TOKEN_F1 -> answers == null ? null : (Double) answers.tokenF1();
            case ROUGE_L -> answers == null ? null : (Double) answers.rougeL();
        };
    }
}
