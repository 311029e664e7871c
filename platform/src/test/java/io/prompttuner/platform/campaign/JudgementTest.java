package io.prompttuner.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.campaign.Judgement.Ran;
import io.prompttuner.wire.event.JobPhase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Specimen GARDEN = new Specimen("intent/garden-1", 24);
    private static final Specimen STREET = new Specimen("emotion/street-0", 23);
    private static final Map<Specimen, Ending> UNDISTURBED = Map.of(GARDEN, succeeded("aa"), STREET, succeeded("bb"));

    @Test
    void holdsWhenEveryJobEndsAsItDoesUndisturbed() {
        Judgement judgement = Judgement.of(
                UNDISTURBED,
                List.of(
                        new Ran("job-1", GARDEN, false, succeeded("aa")),
                        new Ran("job-2", STREET, false, succeeded("bb")),
                        new Ran("job-3", GARDEN, false, succeeded("aa"))));

        assertThat(judgement.holds()).isTrue();
        assertThat(judgement.jobs()).isEqualTo(3);
    }

    @Test
    void namesAJobThatDeliveredAnotherPrompt() {
        Judgement judgement = Judgement.of(
                UNDISTURBED,
                List.of(
                        new Ran("job-1", GARDEN, false, succeeded("bb")),
                        new Ran("job-2", STREET, false, succeeded("bb"))));

        assertThat(judgement.holds()).isFalse();
        assertThat(judgement.faults())
                .singleElement()
                .asString()
                .contains("job-1", "seed 24", "prompt bb", "prompt aa");
    }

    @Test
    void namesAJobThatEndedInAnotherState() {
        var failed = new Ending(JobPhase.FAILED, "aa");

        assertThat(Judgement.of(UNDISTURBED, List.of(new Ran("job-1", GARDEN, false, failed)))
                        .faults())
                .singleElement()
                .asString()
                .contains("job-1", "failed", "undisturbed succeeded");
    }

    @Test
    void doesNotMindWhichPromptACancelledJobLeft() {
        var cancelled = new Ending(JobPhase.CANCELLED, "cc");

        assertThat(Judgement.of(UNDISTURBED, List.of(new Ran("job-1", GARDEN, true, cancelled)))
                        .holds())
                .isTrue();
    }

    @Test
    void namesACancelledJobThatWentOn() {
        assertThat(Judgement.of(UNDISTURBED, List.of(new Ran("job-1", GARDEN, true, succeeded("aa"))))
                        .faults())
                .singleElement()
                .asString()
                .contains("job-1", "was cancelled", "succeeded");
    }

    private static Ending succeeded(String prompt) {
        return new Ending(JobPhase.SUCCEEDED, prompt);
    }
}
