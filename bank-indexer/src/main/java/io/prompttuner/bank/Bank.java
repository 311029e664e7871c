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

    private synchronized Optional<Asker> asker(String job) {
        return Optional.ofNullable(jobs.get(job));
    }

    private synchronized Effect effect(String prompt) {
        return ledger.of(prompt);
    }
}
