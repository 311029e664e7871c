package io.prompttuner.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    @Test
    void numbersAreThoseWorkedOutByHand() {
        // two seeds: half = 12.706 * |difference| / 2, so 10 % and 30 % are 20 ± 127.06, $ 10 and 14 are 12 ± 25.41;
        // infless has one violation more and costs 20 % more with each seed;
        // bound: 0 and 1 violations of 10, one and two GPU-hours at $ 2
        List<Judged> runs = new Outcomes()
                .run("prompttuner", 1, 1, 10)
                .run("prompttuner", 2, 3, 14)
                .run("infless", 1, 2, 12)
                .run("infless", 2, 4, 16.8)
                .all();

        assertThat(SummaryTable.of(runs)).startsWith("""
                generated, load medium, S 1, 32 GPUs, seeds 1, 2
                                                  jobs    violations %          cost $  points to first cost % to first   open
                  prompttuner                       20  20.00 ± 127.06   12.00 ± 25.41
                  infless                           20  30.00 ± 127.06   14.40 ± 30.49   +10.00 ±  0.00  +20.00 ±  0.00
                  bound on violations: 5.00 %; the best is prompttuner, 15.00 points above
                  bound on cost: $ 3.00; the best is prompttuner, $ 9.00 above
                """);
    }

    @Test
    void oneSeedHasNoInterval() {
        List<Judged> runs =
                new Outcomes().run("fifo", 1, 1, 10).run("edf", 1, 0, 9, 2).all();

        assertThat(SummaryTable.of(runs).lines().skip(2).limit(2))
                .containsExactly(
                        "  fifo                              10           10.00           10.00",
                        "  edf                               10            0.00            9.00           -10.00"
                                + "          -10.00      2");
    }

    @Test
    void seedsThatOnlyOneOfTwoHasArePairedWithNothing() {
        List<Judged> runs = new Outcomes()
                .run("fifo", 1, 1, 10)
                .run("fifo", 2, 9, 10)
                .run("edf", 1, 0, 10)
                .all();

        assertThat(SummaryTable.of(runs)).contains("-10.00           +0.00");
    }

    @Test
    void aLongNameDoesNotPushNumbersAside() {
        String longName = "prompttuner:delay=off:reuse=off:warm=off";
        List<Judged> runs =
                new Outcomes().run("fifo", 1, 1, 10).run(longName, 1, 1, 10).all();

        List<String> lines = SummaryTable.of(runs).lines().toList();

        assertThat(lines.get(3)).isEqualTo("  " + longName);
        assertThat(lines.get(4)).startsWith(" ".repeat(36) + "10           10.00");
    }

    @Test
    void scenesAreApartAndFitTheTerminal() {
        List<Judged> runs = new Outcomes()
                .run("fifo", 1, 10, 123456)
                .run("infless-atomic-edf", 2, 1, 1)
                .at("high", 0.5)
                .run("infless-atomic-edf", 2, 1, 1)
                .all();

        String table = SummaryTable.of(runs);

        assertThat(table).contains("\n\ngenerated, load high, S 0.5, 32 GPUs, seeds 2\n");
        assertThat(table.lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void nothingIsShownOfNothing() {
        assertThat(SummaryTable.of(List.of())).isEmpty();
    }
}
