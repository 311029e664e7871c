package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.PromptAccepted;
import java.util.List;
import java.util.function.Function;

/** What became of a prompt that a tenant brought. */
public sealed interface PromptAnswer {

    /** It is in the tenant's store, now or since earlier. */
    record Kept(PromptAccepted prompt) implements PromptAnswer {}

    /** It is none, or none for that model; every fault. */
    record Refused(List<String> faults) implements PromptAnswer {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** The very same prompt is there as one of another model. */
    record OfAnotherModel(String sha256) implements PromptAnswer {}

    /** Handles every case, checked by the compiler. */
    default <R> R match(
            Function<PromptAccepted, R> kept, Function<List<String>, R> refused, Function<String, R> ofAnotherModel) {
        if (this instanceof Kept one) {
            return kept.apply(one.prompt());
        }
        return this instanceof Refused one
                ? refused.apply(one.faults())
                : ofAnotherModel.apply(((OfAnotherModel) this).sha256());
    }
}
