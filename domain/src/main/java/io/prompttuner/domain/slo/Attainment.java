package io.prompttuner.domain.slo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of one tenant are in which set. Saying the same of a job again changes nothing, and what is said last of it
 * counts, so that replays and late news can't be counted twice.
 *
 * <p>Not thread-safe; the sets live as long as the object.
 */
public final class Attainment {

    private final Map<String, Promise> judged = new HashMap<>();
    private final Set<String> live = new HashSet<>();

    /** The job is on its way and nothing is known against it. */
    public void live(String job) {
        judged.remove(job);
        live.add(job);
    }

    public void judged(String job, Promise promise) {
        live.remove(job);
        judged.put(job, promise);
    }

    /** The job no longer counts, in any set. */
    public void forget(String job) {
        live.remove(job);
        judged.remove(job);
    }

    public @Nullable Promise of(String job) {
        return judged.get(job);
    }

    public int size(Promise promise) {
        return count(promise::equals);
    }

    public int live() {
        return live.size();
    }

    /** met / (met + missed); empty while there is neither. */
    public OptionalDouble share() {
        int met = size(Promise.MET);
        int both = met + size(Promise.MISSED);
        return both == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) met / both);
    }

    private int count(Predicate<Promise> which) {
        return (int) judged.values().stream().filter(which).count();
    }
}
