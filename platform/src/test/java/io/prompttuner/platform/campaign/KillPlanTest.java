package io.prompttuner.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillPlanTest {

    @ParameterizedTest
    @CsvSource({"3, 2, 1", "1, 0, 0", "0, 2, 3", "1, 3, 1"})
    void killsEachKindAsOftenAsAsked(int rounds, int trees, int outages) {
        List<Target> order = new KillPlan(rounds, trees, outages).order();

        assertThat(Target.processes())
                .hasSize(7)
                .allSatisfy(
                        kind -> assertThat(Collections.frequency(order, kind)).isEqualTo(rounds));
        assertThat(Collections.frequency(order, Target.TREE)).isEqualTo(trees);
        assertThat(Collections.frequency(order, Target.BROKER_AWAY)).isEqualTo(outages);
    }

    @Test
    void givesEachKindTheTimeOfAllOthersBeforeItDiesAgain() {
        List<Target> order = new KillPlan(3, 0, 0).order();

        int kinds = Target.processes().size();
        assertThat(order.subList(0, kinds)).doesNotHaveDuplicates();
        assertThat(order.subList(kinds, 2 * kinds)).isEqualTo(order.subList(0, kinds));
    }

    @Test
    void killsTheTreeBetweenTheRounds() {
        List<Target> order = new KillPlan(2, 2, 0).order();

        assertThat(order).hasSize(16);
        assertThat(order.get(7)).isEqualTo(Target.TREE);
        assertThat(order.get(15)).isEqualTo(Target.TREE);
    }

    @Test
    void cancelsAJobJustBeforeTheControllerDiesForTheLastTime() {
        var plan = new KillPlan(2, 1, 1);

        assertThat(plan.order().subList(plan.cancelBefore(), plan.order().size()))
                .startsWith(Target.CONTROLLER)
                .containsOnlyOnce(Target.CONTROLLER);
    }

    @Test
    void cancelsAJobAlsoIfTheControllerDoesNotDieAlone() {
        assertThat(new KillPlan(0, 2, 1).cancelBefore()).isBetween(0, 2);
    }
}
