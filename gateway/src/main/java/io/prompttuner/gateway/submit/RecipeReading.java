package io.prompttuner.gateway.submit;

import io.prompttuner.wire.event.Recipe;
import io.prompttuner.wire.event.ScheduleKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a job wants to be tuned where that is not as usual. */
final class RecipeReading {

    static final Bounds WEIGHT_DECAY = new Bounds(0, 0.5);
    static final Bounds CLIP_NORM = new Bounds(1e-6, 1e6);
    static final Bounds PATIENCE = new Bounds(0, 1_000_000);
    static final Bounds MIN_IMPROVEMENT = new Bounds(0, 20);

    private static final List<String> FIELDS =
            List.of("schedule", "warmupSteps", "weightDecay", "clipNorm", "patience", "minImprovement");

    private final Fields recipe;

    RecipeReading(Fields job) {
        this.recipe = job.within("recipe", FIELDS);
    }

    /** What is asked for in a job of so many steps; nothing if all is to be as usual. */
    @Nullable Recipe read(long maxSteps) {
        var asked = new Recipe(
                JobReading.choice(recipe, "schedule", ScheduleKind.values()).orElse(null),
                whole("warmupSteps", new Bounds(0, maxSteps)),
                real("weightDecay", WEIGHT_DECAY),
                real("clipNorm", CLIP_NORM),
                patience(),
                real("minImprovement", MIN_IMPROVEMENT));
        boolean warms = asked.schedule() != null && asked.schedule().warms();
        if (asked.warmupSteps() != null && !warms && recipe.isSound()) {
            recipe.fault(
                    "warmupSteps",
                    "does not go with a constant schedule; constant-with-warmup, linear and cosine have one");
        }
        return asked.equals(Recipe.USUAL) ? null : asked;
    }

    private @Nullable Integer patience() {
        Long patience = whole("patience", PATIENCE);
        return patience == null ? null : patience.intValue();
    }

    private @Nullable Long whole(String name, Bounds bounds) {
        return recipe.has(name) ? recipe.whole(name, bounds, (long) bounds.least()) : null;
    }

    private @Nullable Double real(String name, Bounds bounds) {
        return recipe.has(name) ? recipe.real(name, bounds, bounds.least()) : null;
    }
}
