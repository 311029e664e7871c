package io.prompttuner.simulator.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void marksAreRoundAndHoldAllValues() {
        var axis = Axis.covering(-6.9, 41, 6, 0, 100);

        assertThat(axis.marks()).containsExactly(-10, 0, 10, 20, 30, 40, 50);
        assertThat(axis.at(-10)).isEqualTo(0);
        assertThat(axis.at(20)).isEqualTo(50);
        assertThat(axis.at(50)).isEqualTo(100);
    }

    @Test
    void marksHaveAsManyDigitsAsTheyNeed() {
        var fine = Axis.covering(0, 0.9, 5, 0, 100);

        assertThat(fine.text(fine.marks()[1])).isEqualTo("0.2");
        assertThat(Axis.covering(0, 90, 5, 0, 100).text(20)).isEqualTo("20");
    }

    @Test
    void nothingButZeroStillHasAnAxis() {
        var axis = Axis.covering(0, 0, 5, 0, 100);

        assertThat(axis.at(0)).isEqualTo(0);
        assertThat(axis.marks()).hasSizeGreaterThan(1);
    }

    @Test
    void anAxisMayEndBetweenMarks() {
        var axis = Axis.ending(30.05, 12, 0, 601);

        assertThat(axis.marks()).containsExactly(0, 5, 10, 15, 20, 25, 30);
        assertThat(axis.at(30.05)).isCloseTo(601, within(1e-9));
    }

    @Test
    void anIntervalBeyondTheAxisEndsWithIt() {
        var axis = Axis.covering(0, 100, 5, 200, 0);

        assertThat(axis.within(250)).isEqualTo(0);
        assertThat(axis.within(-3)).isEqualTo(200);
        assertThat(axis.within(50)).isEqualTo(100);
    }
}
