package io.prompttuner.bank.prompt;

import java.util.List;
import java.util.Optional;

/** Where prompts are kept so that the nearest can be found. Calls throw {@link UnavailableException} when it is away. */
public interface PromptIndex {

    /**
     * A document and which reading of its job it is: a lower version never replaces a higher one.
     *
     * @param version offset of the outcome; all outcomes of a job stand in one partition
     */
    record Versioned(PromptDocument document, long version) {}

    /** A document that the index will never take, and why. */
    record Refused(PromptDocument document, String reason) {}

    /** Writes all, durable and findable when it returns; repeating it changes nothing. */
    List<Refused> upsert(List<Versioned> documents) throws UnavailableException;

    /**
     * The usable prompts nearest to a task, most similar first.
     *
     * @param tenant whose prompts are looked at
     */
    List<Neighbour> nearest(String tenant, String baseModel, List<Double> features, int k) throws UnavailableException;

    /** The tenant's prompts, newest first. */
    List<PromptDocument> list(String tenant, int limit) throws UnavailableException;

    /** The most similar other usable prompt of the same tenant and base model, for each of these; empty where none is. */
    List<Optional<Neighbour>> nearestOthers(List<PromptDocument> prompts) throws UnavailableException;
}
