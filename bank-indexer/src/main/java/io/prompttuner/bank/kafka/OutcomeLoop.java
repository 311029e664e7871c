package io.prompttuner.bank.kafka;

import io.prompttuner.bank.Bank;
import io.prompttuner.bank.elastic.PromptIndexSetup;
import io.prompttuner.bank.prompt.PromptIndex;
import io.prompttuner.bank.prompt.PromptIndex.Refused;
import io.prompttuner.bank.prompt.UnavailableException;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.ReadProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries outcomes into the index: a batch is written, then its dead letters, then its offsets. An index that is away is
 * asked again for ever, with back-off; what was not committed comes again and changes nothing.
 */
public final class OutcomeLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLoop.class);
    private static final String GROUP = "prompttuner-bank-indexer";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final Bank bank;
    private final PromptIndex index;
    private final PromptIndexSetup setup;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Runnable ready;
    private final Thread thread = new Thread(this::run, "outcomes");

    /**
     * Does nothing yet.
     *
     * @param ready told, on the loop's own thread, once everything that was there at the start is known and indexed, and
     *     lookups are fast
     */
    public OutcomeLoop(
            KafkaConnection connection, Bank bank, PromptIndex index, PromptIndexSetup setup, Runnable ready) {
        this.connection = connection;
        this.bank = bank;
        this.index = index;
        this.setup = setup;
        this.ready = ready;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        thread.join();
    }

    private void run() {
        try (var offsets = ReadProgress.of(connection, Topic.OUTCOMES, GROUP);
                var letters = EventWriter.connect(connection, Duration.ZERO);
                var reader = LogReader.fromStart(connection, List.of(Topic.JOBS, Topic.OUTCOMES))) {
            boolean empty = persist("prepare the index", setup::ensure);
            Map<Integer, Long> indexed = empty ? Map.of() : persist("read offsets", offsets::read);
            LOG.info(empty ? "the index is new: filling it from all outcomes" : "outcomes indexed up to {}", indexed);
            var everything = new OutcomeBatch(bank, indexed);
            persist("read outcomes", () -> {
                reader.readToEnd(everything::add);
                return true;
            });
            write(everything, letters, offsets);
            persist("warm up", () -> {
                bank.warmUp();
                return true;
            });
            ready.run();
            while (running()) {
                var batch = new OutcomeBatch(bank, indexed);
                reader.poll(POLL).forEach(batch::add);
                write(batch, letters, offsets);
            }
        } catch (StoppedException asked) {
            LOG.info("stopped; what was not indexed comes again");
        }
    }

    private void write(OutcomeBatch batch, EventWriter letters, ReadProgress offsets) throws StoppedException {
        if (batch.next().isEmpty()) {
            return;
        }
        List<Refused> refused = persist("index outcomes", () -> index.upsert(batch.documents()));
        persist("write dead letters", () -> {
            batch.letters().forEach(letter -> letters.append(Topic.DEAD_LETTERS, letter));
            refused.forEach(one -> letters.append(Topic.DEAD_LETTERS, batch.letter(one)));
            return true;
        });
        persist("write offsets", () -> {
            offsets.write(batch.next());
            return true;
        });
        LOG.info(
                "indexed {} outcomes, {} dead letters",
                batch.documents().size(),
                batch.letters().size() + refused.size());
    }

    private interface Attempt<A> {
        A make() throws UnavailableException;
    }

    /** Tries until it succeeds or the program ends; says so once an outage. */
    private <A> A persist(String what, Attempt<A> attempt) throws StoppedException {
        Duration pause = FIRST_RETRY;
        while (true) {
            try {
                A made = attempt.make();
                if (!pause.equals(FIRST_RETRY)) {
                    LOG.info("can {} again", what);
                }
                return made;
            } catch (UnavailableException | BrokerAwayException away) {
                if (pause.equals(FIRST_RETRY)) {
                    LOG.warn("cannot {}: {}; trying again until it works", what, away.getMessage());
                }
            }
            await(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
        }
    }

    private boolean running() {
        return stop.getCount() > 0;
    }

    private void await(Duration pause) throws StoppedException {
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /** Unwinds the thread when the program ends while something is away. */
    private static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
