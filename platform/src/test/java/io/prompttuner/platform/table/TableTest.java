package io.prompttuner.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsNumbersRightAndWordsLeft() {
        var table = new Table("JOB", "STEPS", "STATE").row("a1", 5, "running").row("long-name", 1_200, "queued");

        assertThat(table.lines())
                .containsExactly("JOB        STEPS  STATE", "a1             5  running", "long-name   1200  queued");
    }

    @Test
    void showsTheHeadersOfAnEmptyTable() {
        assertThat(new Table("JOB", "STATE").lines()).containsExactly("JOB  STATE");
    }

    @Test
    void letsNoCellSteerTheTerminal() {
        assertThat(new Table("NAME").row("evil\u001b[2J\nname").lines()).containsExactly("NAME", "evil?[2J?name");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        var table = new Table("JOB", "STATE");

        assertThatThrownBy(() -> table.row("only one")).hasMessage("1 cells for 2 columns");
    }
}
