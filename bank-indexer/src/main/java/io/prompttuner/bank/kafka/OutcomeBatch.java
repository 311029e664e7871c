package io.prompttuner.bank.kafka;

import io.prompttuner.bank.Bank;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.bank.prompt.PromptIndex.Refused;
import io.prompttuner.bank.prompt.PromptIndex.Versioned;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.kafka.Received;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one poll brought: learnt by the bank at once, and what of it must still be written. */
final class OutcomeBatch {

    private static final int LONGEST_BODY = 64 << 10;

    private final Bank bank;
    private final Map<Integer, Long> indexed;
    private final List<Versioned> documents = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<String, Received<Event>> sources = new HashMap<>();

    /** Writes nothing below the offsets that are indexed already. */
    OutcomeBatch(Bank bank, Map<Integer, Long> indexed) {
        this.bank = bank;
        this.indexed = indexed;
    }

    void add(Received<Event> received) {
        boolean fresh = received.topic() == Topic.OUTCOMES
                && received.offset() >= indexed.getOrDefault(received.partition(), 0L);
        received.body().match(event -> learn(event, received, fresh), () -> null, letter -> keep(letter, fresh));
        if (fresh) {
            next.merge(received.partition(), received.offset() + 1, Math::max);
        }
    }

    List<Versioned> documents() {
        return documents;
    }

    /** Records that could not be read. */
    List<DeadLetter> letters() {
        return letters;
    }

    /** The first offset after this batch, by partition. */
    Map<Integer, Long> next() {
        return next;
    }

    /** The dead letter of a document that the index refused. */
    DeadLetter letter(Refused refused) {
        Received<Event> source = sources.get(refused.document().job());
        if (source == null) {
            throw new IllegalArgumentException("not of this batch: " + refused);
        }
        byte[] bytes = source.body().match(EventCodec::encode, () -> new byte[0], letter -> new byte[0]);
        String body = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_BODY)));
        return new DeadLetter(
                source.topic().fullName(),
                source.partition(),
                source.offset(),
                source.key(),
                body,
                "refused-by-index",
                refused.reason());
    }

    private @Nullable Void learn(Event event, Received<Event> received, boolean fresh) {
        if (event instanceof JobSubmitted job) {
            bank.know(job);
        } else if (event instanceof Outcome outcome) {
            PromptDocument document = PromptDocument.of(outcome);
            bank.learn(document);
            if (fresh) {
                documents.add(new Versioned(document, received.offset()));
                sources.put(outcome.job(), received);
            }
        }
        return null;
    }

    private @Nullable Void keep(DeadLetter letter, boolean fresh) {
        if (fresh) {
            letters.add(letter);
        }
        return null;
    }
}
