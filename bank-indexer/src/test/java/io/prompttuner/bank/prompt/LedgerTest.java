package io.prompttuner.bank.prompt;

import static io.prompttuner.bank.Documents.evaluation;
import static io.prompttuner.bank.Documents.job;
import static io.prompttuner.bank.Documents.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.bank.Documents;
import io.prompttuner.wire.event.EndKind;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void comparesWithTheMedianOfPlainStartsOfTheSameTask() {
        observe(
                job("p1").after(80),
                job("p2").after(100),
                job("p3").after(500),
                job("a").from("d").after(25));

        Effect effect = ledger.of(prompt("d"));

        assertThat(effect.uses()).isEqualTo(1);
        assertThat(effect.saved()).isCloseTo(0.75, within(1e-12));
        assertThat(effect.stepsSaved()).isCloseTo(75, within(1e-12));
    }

    @Test
    void countsButDoesNotJudgeAUseWithoutAPlainStartToCompareWith() {
        observe(job("p").on("tense/t3", 1).after(50), job("a").from("d").after(25));

        assertThat(ledger.of(prompt("d"))).isEqualTo(new Effect(1, 0, 0, 0));
    }

    @Test
    void aStartThatNeverGotThereHasCostAllItsSteps() {
        observe(job("p").after(100), job("a").from("d").after(40).ending(EndKind.EXHAUSTED));

        assertThat(ledger.of(prompt("d")).stepsSaved()).isEqualTo(-200);
    }

    @Test
    void aJobCountsOnceHoweverOftenItIsRead() {
        observe(
                job("p").after(100),
                job("a").from("d").after(25),
                job("a").from("d").after(25));

        assertThat(ledger.of(prompt("d")).uses()).isEqualTo(1);
    }

    @Test
    void anEvaluationIsNoUseOfItsPrompt() {
        observe(job("p").after(100), evaluation("e", "brought"));

        assertThat(ledger.of("brought")).isEqualTo(Effect.UNUSED);
    }

    @Test
    void anEvaluationOfAPlainStartIsNothingToCompareUsesWith() {
        var nothingTuned = new Documents("e", "acme", "emotion/street", EndKind.EXHAUSTED, job("p").started(), 0, true);
        observe(nothingTuned, job("p").after(100), job("a").from("d").after(25));

        assertThat(ledger.of(prompt("d")).saved()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aPromptNobodyStartedFromIsUnused() {
        assertThat(ledger.of(prompt("d"))).isEqualTo(Effect.UNUSED);
    }

    private void observe(Documents... jobs) {
        for (Documents job : jobs) {
            ledger.observe(job.document());
        }
    }
}
