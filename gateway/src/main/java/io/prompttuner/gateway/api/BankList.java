package io.prompttuner.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prompts of the bank that a tenant may see. */
public record BankList(List<Item> prompts) {

    /**
     * One of them.
     *
     * @param prompt SHA-256 in the prompt store
     * @param job the job that tuned it
     * @param nearestTask task of the most similar other prompt, if there is one
     * @param nearestSimilarity cosine of the centred features, -1 to 1
     * @param steps steps its own job took
     * @param loss its held-out loss, nats per target token
     * @param uses jobs that started from it
     * @param stepsSaved summed over its uses; negative when it did harm
     */
    public record Item(
            String prompt,
            String job,
            String task,
            String baseModel,
            @Nullable String nearestTask,
            @Nullable Double nearestSimilarity,
            long steps,
            double loss,
            int uses,
            double stepsSaved) {}
}
