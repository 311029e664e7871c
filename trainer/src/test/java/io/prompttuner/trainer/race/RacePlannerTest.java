package io.prompttuner.trainer.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.race.RacePlanner.Round;
import org.junit.jupiter.api.Test;

class RacePlannerTest {

    private final RacePlanner planner = RacePlanner.DEFAULT;

    @Test
    void halvesTheFieldUntilOneIsLeft() {
        assertThat(planner.rounds(5, 300)).containsExactly(new Round(5, 2, 3), new Round(3, 3, 2), new Round(2, 5, 1));
        assertThat(planner.rounds(2, 300)).containsExactly(new Round(2, 15, 1));
    }

    @Test
    void doesNotRaceASingleStart() {
        assertThat(planner.rounds(1, 300)).isEmpty();
    }

    @Test
    void neverSpendsMoreThanItsShareOfTheSteps() {
        for (int candidates = 2; candidates <= 40; candidates++) {
            for (long maxSteps : new long[] {0, 1, 7, 30, 99, 300, 1_000, 1_000_000_000L}) {
                var rounds = planner.rounds(candidates, maxSteps);
                long spent = rounds.stream()
                        .mapToLong(round -> (long) round.field() * round.steps())
                        .sum();

                assertThat(spent)
                        .as("%d candidates, %d steps", candidates, maxSteps)
                        .isLessThanOrEqualTo(maxSteps / 10);
                assertThat(rounds.get(rounds.size() - 1).kept()).isEqualTo(1);
            }
        }
    }
}
