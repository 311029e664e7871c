package io.prompttuner.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.bank.prompt.Neighbour;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.bank.prompt.PromptIndex;
import io.prompttuner.bank.prompt.Ranking;
import io.prompttuner.bank.prompt.UnavailableException;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final SlowAtFirst index = new SlowAtFirst();
    private final Bank bank = new Bank(index, Ranking.DEFAULT);

    @Test
    void asksWhatAJobThatIsKnownWouldAsk() throws UnavailableException {
        bank.know(submitted("acme"));

        bank.warmUp();

        assertThat(index.asked).containsOnly("acme small-lm");
    }

    @Test
    void asksForNobodyWhenNobodyIsKnown() throws UnavailableException {
        bank.warmUp();

        assertThat(index.asked).isNotEmpty().containsOnly("nobody none");
    }

    @Test
    void asksUntilAnAnswerIsFast() throws UnavailableException {
        index.slow = 2;

        bank.warmUp();

        assertThat(index.asked).hasSizeGreaterThanOrEqualTo(3);
    }

    private static JobSubmitted submitted(String tenant) {
        Outcome like = Documents.job("j").of(tenant).outcome();
        var start = new Start(StartKind.RACE, null, null);
        return new JobSubmitted(
                "j", tenant, like.spec(), 1, start, like.deadline(), AfterDeadline.CONTINUE, like.submittedAt());
    }

    /** An empty index whose first answers take their time. */
    private static final class SlowAtFirst implements PromptIndex {

        private final List<String> asked = new ArrayList<>();
        private int slow;

        @Override
        public List<Refused> upsert(List<Versioned> documents) {
            return List.of();
        }

        @Override
        public List<Neighbour> nearest(String tenant, String baseModel, List<Double> features, int k) {
            asked.add(tenant + " " + baseModel);
            long end = System.nanoTime() + (asked.size() <= slow ? 150_000_000 : 0);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return List.of();
        }

        @Override
        public List<PromptDocument> list(String tenant, int limit) {
            return List.of();
        }

        @Override
        public List<Optional<Neighbour>> nearestOthers(List<PromptDocument> prompts) {
            return List.of();
        }
    }
}
