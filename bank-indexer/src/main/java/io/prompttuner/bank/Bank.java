package io.prompttuner.bank;

import io.prompttuner.bank.prompt.Effect;
import io.prompttuner.bank.prompt.Ledger;
import io.prompttuner.bank.prompt.Neighbour;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.bank.prompt.PromptIndex;
import io.prompttuner.bank.prompt.RankedPrompt;
import io.prompttuner.bank.prompt.Ranking;
import io.prompttuner.bank.prompt.UnavailableException;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers which prompts a job should start from. It knows whose job that is from the topic of jobs, never from who asks.
 *
 * <p>Thread-safe: outcomes come in on one thread, questions on others.
 */
public final class Bank {

    /** More neighbours than are wanted, since ranking drops some. */
    private static final int WIDER = 8;

    private static final int WARM_UPS = 30;

    /** A third of what a worker waits. */
    private static final Duration FAST = Duration.ofMillis(100);

    private static final List<Double> ANY_TASK = List.of(1.0);

    private record Asker(String tenant, String baseModel) {}

    /** A prompt as people see it in a listing. */
    public record Listed(PromptDocument prompt, Effect effect, Optional<Neighbour> nearest) {}

    private final PromptIndex index;
    private final Ranking ranking;
    private final Map<String, Asker> jobs = new HashMap<>();
    private final Ledger ledger = new Ledger();

    public Bank(PromptIndex index, Ranking ranking) {
        this.index = index;
        this.ranking = ranking;
    }

    /** Learns whose a job is. */
    public synchronized void know(JobSubmitted job) {
        jobs.put(job.job(), new Asker(job.tenant(), job.spec().baseModel()));
    }

    /** Learns how a job ended. */
    public synchronized void learn(PromptDocument job) {
        ledger.observe(job);
    }

    /** The starts to race, best first; empty when no such job is known. */
    public Optional<List<RankedPrompt>> lookup(String job, List<Double> features, int k) throws UnavailableException {
        Optional<Asker> asker = asker(job);
        if (asker.isEmpty()) {
            return Optional.empty();
        }
        List<Neighbour> near = index.nearest(asker.get().tenant(), asker.get().baseModel(), features, WIDER * k);
        return Optional.of(ranking.rank(near, this::effect, k));
    }

    /**
     * Asks what lookups will ask, until an answer comes as fast as it must, so that no job pays for what is slow only at
     * first: classes, connections, an index that nobody has searched. Gives up hurrying after some tries.
     */
    public void warmUp() throws UnavailableException {
        List<Asker> askers = someAskers();
        boolean slow = true;
        for (int i = 0; i < WARM_UPS && slow; i++) {
            Asker asker = askers.get(i % askers.size());
            long before = System.nanoTime();
            List<Neighbour> near = index.nearest(asker.tenant(), asker.baseModel(), ANY_TASK, WIDER);
            ranking.rank(near, this::effect, 1);
            slow = System.nanoTime() - before > FAST.toNanos();
        }
    }

    /** A tenant's prompts, newest first. */
    public List<Listed> list(String tenant, int limit) throws UnavailableException {
        List<PromptDocument> prompts = index.list(tenant, limit);
        List<Optional<Neighbour>> nearest = index.nearestOthers(prompts);
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            String prompt = prompts.get(i).prompt();
            listed.add(new Listed(prompts.get(i), prompt == null ? Effect.UNUSED : effect(prompt), nearest.get(i)));
        }
        return listed;
    }

    /** Whose prompts are worth a look; nobody's, as long as no job is known. */
    private synchronized List<Asker> someAskers() {
        List<Asker> known = jobs.values().stream().distinct().limit(WARM_UPS).toList();
        return known.isEmpty() ? List.of(new Asker("nobody", "none")) : known;
    }

    private synchronized Optional<Asker> asker(String job) {
        return Optional.ofNullable(jobs.get(job));
    }

    private synchronized Effect effect(String prompt) {
        return ledger.of(prompt);
    }
}
