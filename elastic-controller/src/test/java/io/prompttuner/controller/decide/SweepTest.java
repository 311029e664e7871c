package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.checkpointed;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.NamedPrompt;
import io.prompttuner.controller.rule.Attempts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {

    @Test
    void readsEverythingAndLooksAtTermsBeforeEachOfTwoLooks() {
        Bench bench = Bench.commanding(5, job("j"), checkpointed("j", Attempts.of(4, 1), 3), outcome("done"));

        List<Class<?>> sweep = List.of(
                Effect.ReadAll.class,
                Effect.LookAtTerms.class,
                Effect.SweepPrompts.class,
                Effect.ReadAll.class,
                Effect.LookAtTerms.class,
                Effect.SweepPrompts.class);
        assertThat(bench.effects.stream().map(Object::getClass).filter(sweep::contains))
                .containsExactlyElementsOf(sweep);
        assertThat(bench.all(Effect.SweepPrompts.class).map(Effect.SweepPrompts::last))
                .containsExactly(false, true);
    }

    @Test
    void namesThePromptsOfCheckpointsAndOutcomes() {
        Bench bench = Bench.commanding(5, job("j"), checkpointed("j", Attempts.of(4, 1), 3), outcome("done"));

        assertThat(bench.all(Effect.SweepPrompts.class))
                .allSatisfy(sweep -> assertThat(sweep.named())
                        .containsExactlyInAnyOrder(new NamedPrompt("acme", "p3"), new NamedPrompt("acme", "best")));
    }

    @Test
    void removesCheckpointsOfAnOutcomeAtOnceAndAgainAtEverySweep() {
        Bench bench = Bench.commanding(5, job("j")).forget();

        bench.read(outcome("j")).pass(600_000);

        assertThat(bench.all(Effect.RemoveCheckpoints.class))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(remove -> remove.jobs().equals(Set.of("j")));
    }

    @Test
    void aJobWithAnOutcomeIsForgottenAndNeverBound() {
        Bench bench = Bench.commanding(5, outcome("j"), job("j"), Facts.running("j", Facts.EPOCH, 1));

        bench.attach("w-1", null);

        assertThat(bench.assignments()).isEmpty();
    }
}
