package io.prompttuner.controller.decide;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of one input, and numbers those that will be answered. */
final class Outbox {

    private final long term;
    private List<Effect> effects = new ArrayList<>();
    private long lastTicket;

    Outbox(long term) {
        this.term = term;
    }

    long append(Topic topic, Event event) {
        effects.add(new Effect.Append(++lastTicket, topic, event.key(), event));
        return lastTicket;
    }

    void tombstone(Topic topic, String key) {
        effects.add(new Effect.Append(++lastTicket, topic, key, null));
    }

    long readSteps(String job) {
        effects.add(new Effect.ReadSteps(++lastTicket, job));
        return lastTicket;
    }

    long lookAtTerms() {
        effects.add(new Effect.LookAtTerms(++lastTicket));
        return lastTicket;
    }

    long readAll() {
        effects.add(new Effect.ReadAll(++lastTicket));
        return lastTicket;
    }

    void tell(String worker, Command command) {
        effects.add(new Effect.Tell(worker, term, command));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Forgets everything but this. */
    void onlyThis(Effect effect) {
        effects.clear();
        effects.add(effect);
    }

    List<Effect> drain() {
        List<Effect> drained = effects;
        effects = new ArrayList<>();
        return drained;
    }
}
