package io.prompttuner.controller.ledger;

import io.prompttuner.controller.message.NamedPrompt;
import io.prompttuner.wire.event.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All jobs: much about those that live, and of those with an outcome only what the sweeps need. */
public final class JobBook {

    private final boolean oneEnd;
    private final Map<String, Job> live = new TreeMap<>();
    private final Map<String, List<NamedPrompt>> finished = new HashMap<>();

    public JobBook(boolean oneEnd) {
        this.oneEnd = oneEnd;
    }

    /** The job, entered if it is new; empty if it has its outcome, after which nothing counts any more. */
    public Optional<Job> enter(String id) {
        return finished.containsKey(id)
                ? Optional.empty()
                : Optional.of(live.computeIfAbsent(id, fresh -> new Job(fresh, oneEnd)));
    }

    /** The job, if it is known and without an outcome. */
    public Optional<Job> find(String id) {
        return Optional.ofNullable(live.get(id));
    }

    /** Strikes the job off the living. */
    public void finish(Outcome outcome) {
        live.remove(outcome.job());
        String prompt = outcome.ended().prompt();
        finished.put(outcome.job(), prompt == null ? List.of() : List.of(new NamedPrompt(outcome.tenant(), prompt)));
    }

    /** Every job without an outcome, by its id. */
    public Collection<Job> live() {
        return Collections.unmodifiableCollection(live.values());
    }

    /** The ids of all jobs with an outcome. */
    public Set<String> finished() {
        return Set.copyOf(finished.keySet());
    }

    /** Every prompt that a job or an outcome names. */
    public Set<NamedPrompt> prompts() {
        Set<NamedPrompt> named = new HashSet<>();
        finished.values().forEach(named::addAll);
        for (Job job : live.values()) {
            job.submitted()
                    .ifPresent(known ->
                            job.prompts().forEach(hash -> named.add(new NamedPrompt(known.tenant(), hash))));
        }
        return named;
    }
}
