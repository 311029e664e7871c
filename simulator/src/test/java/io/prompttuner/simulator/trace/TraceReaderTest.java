package io.prompttuner.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReaderTest {

    @Test
    void columnsMayStandInAnyOrder() {
        Trace trace = Text.read("""
            tenant,Model,gpus,DEADLINE_SECONDS,job_id,duration_seconds,submit_seconds
            acme,gpt2-base,2,90.5,j1,30,1e1
            """);

        assertThat(trace.rows()).containsExactly(new TraceRow(2, 10, 2, 30, 90.5, "gpt2-base", "acme", "j1"));
        assertThat(trace.columns()).containsExactly(Column.values());
    }

    @Test
    void onlyTheFirstColumnMustBeThere() {
        assertThat(Text.read("submit_seconds\n3\n").rows())
                .containsExactly(new TraceRow(2, 3, 0, 0, 0, null, null, null));
        assertThat(Text.read("arrival_seconds\n3\n").columns()).containsExactly(Column.SUBMIT_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit_seconds,gpus\n1,2",
                "\uFEFFsubmit_seconds,gpus\r\n1,2\r\n",
                "\"submit_seconds\" , gpus\n\"1\",  2 \n"
            })
    void marksLineEndsAndQuotesDoNotMatter(String text) {
        assertThat(Text.read(text).rows()).containsExactly(new TraceRow(2, 1, 2, 0, 0, null, null, null));
    }

    @Test
    void quotesMayHoldCommasAndQuotes() {
        assertThat(Text.read("submit_seconds,tenant\n1,\"a, \"\"b\"\"\"\n")
                        .rows()
                        .get(0)
                        .tenant())
                .isEqualTo("a, \"b\"");
    }

    @Test
    void rowsAreSortedAndItIsSaid() {
        Trace trace = Text.read("submit_seconds\n5\n3\n4\n3\n");

        assertThat(trace.rows()).extracting(TraceRow::line).containsExactly(3L, 5L, 4L, 2L);
        assertThat(trace.report().outOfOrder()).isEqualTo(2);
        assertThat(trace.report().text()).contains("2 rows were earlier than the row above them; sorted");
    }

    @Test
    void unknownColumnsAreNamed() {
        assertThat(Text.read("submit_seconds,colour\n1,red\n").report().ignored())
                .containsExactly("colour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got -1",
                "NaN,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got NaN",
                "Infinity,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got Infinity",
                "1e300,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got 1e300",
                "10^300,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got 10^300",
                "0x1p3,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got 0x1p3",
                ".,1,1,1,gpt2-base,t,j | submit_seconds: expected a number from 0 to 1000000000, got .",
                "1,0,1,1,gpt2-base,t,j | gpus: expected a whole number from 1 to 100000, got 0",
                "1,1.5,1,1,gpt2-base,t,j | gpus: expected a whole number from 1 to 100000, got 1.5",
                "1,1,0,1,gpt2-base,t,j | duration_seconds: expected a number above 0, to 1000000000, got 0",
                "1,1,1,,gpt2-base,t,j | deadline_seconds: expected a number above 0, to 1000000000, got nothing",
                "1,1,1,1,gpt2-base,,j | tenant: expected 1 to 200 characters that can be seen, got nothing",
                "1,1,1,1,gpt2-base,a\u0007b,j | tenant: expected 1 to 200 characters that can be seen, got a?b",
                "1,1,1,1,gpt2-base,t | not as many cells as the header has: 6, not 7",
                "1,1,1,1,gpt2-base,t,j,more | not as many cells as the header has: 8, not 7",
                "1,1,1,1,gpt2-base,\"t,j | a quote is not closed on its line",
                "1,1,1,1,gpt2-base,t\"t,j | a quote inside a cell without quotes",
                "1,1,1,1,gpt2-base,\"t\"t,j | something between a closing quote and the comma",
                "1,1,1,1,gpt2-base,t,good | job_id is that of another row: good, on line 2",
            })
    void aBadRowIsNamed(String row, String reason) {
        Trace trace = Text.read(all("1,1,1,1,gpt2-base,t,good", row.strip()));

        assertThat(trace.report().firstBad()).containsExactly(new BadRow(3, reason.strip()));
        assertThat(trace.report().bad()).isEqualTo(1);
        assertThat(trace.rows()).extracting(TraceRow::id).containsExactly("good");
    }

    @Test
    void allThatIsWrongWithARowIsSaid() {
        assertThat(Text.read(all("x,1,-2,1,gpt5,t,j"))
                        .report()
                        .firstBad()
                        .get(0)
                        .reason())
                .contains(
                        "submit_seconds: ",
                        "got x",
                        "duration_seconds: ",
                        "got -2",
                        "model: expected one of",
                        "got gpt5");
    }

    @Test
    void badBytesSpoilOnlyTheirRow() {
        byte[] bytes = "submit_seconds\n1\n2?\n3\n".getBytes(StandardCharsets.UTF_8);
        bytes[18] = (byte) 0xC3;

        Trace trace = Text.read(bytes, TraceOptions.standard());

        assertThat(trace.report().firstBad()).containsExactly(new BadRow(3, "not UTF-8"));
        assertThat(trace.rows()).hasSize(2);
    }

    @Test
    void aLongNumberOrWordSpoilsOnlyItsRow() {
        String digits = "9".repeat(60_000);

        Trace trace = Text.read("submit_seconds,tenant\n%sx,a\n%s,b\n1,%s\n2,%s\n0.%s,c\n"
                .formatted(digits, digits, "w".repeat(200), "w".repeat(201), digits));

        assertThat(trace.report().firstBad()).extracting(BadRow::line).containsExactly(2L, 3L, 5L);
        assertThat(trace.report().firstBad().get(0).reason()).hasSizeLessThan(150);
    }

    @Test
    void countsAreExactWhereTheListEnds() {
        TraceReport report = Text.read(
                        "submit_seconds,gpus\n" + "1,x\n".repeat(400) + "\n  \n" + "-1,1\n".repeat(3) + "1,1\n")
                .report();

        assertThat(report.lines()).isEqualTo(407);
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.bad()).isEqualTo(403);
        assertThat(report.blank()).isEqualTo(2);
        assertThat(report.firstBad()).hasSize(TraceReport.MOST_NAMED);
        assertThat(report.reasons().values()).containsExactlyInAnyOrder(400L, 3L);
        assertThat(report.text())
                .contains("407 lines: 1 header, 1 rows, 403 bad rows, 2 blank lines", "and 303 more bad rows; of all:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | empty; expected a header",
                "submit_seconds | no row below the header",
                "time,gpus | expected a header with submit_seconds or arrival_seconds, got time,gpus",
                "1,2 | expected a header with submit_seconds or arrival_seconds, got 1,2",
                "submit_seconds;gpus | expected a header with submit_seconds or arrival_seconds, got"
                        + " submit_seconds;gpus",
                "submit_seconds,arrival_seconds | more than one column for submit_seconds",
                "submit_seconds,gpus,GPUS | more than one column for gpus",
                "submit_seconds,\" | a quote is not closed",
            })
    void whatIsNoTraceIsRefused(String text, String fault) {
        assertThatThrownBy(() -> Text.read(text))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageStartingWith("t.csv: ")
                .hasMessageContaining(fault);
    }

    @Test
    void anotherEncodingIsRefused() {
        byte[] wide = "submit_seconds\n1\n".getBytes(StandardCharsets.UTF_16);

        assertThatThrownBy(() -> Text.read(wide, TraceOptions.standard()))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void moreRowsThanCanBeHeldAreRefused() {
        byte[] bytes = ("submit_seconds\n" + "1\n".repeat(11)).getBytes(StandardCharsets.UTF_8);

        assertThat(Text.read(bytes, TraceOptions.standard().withMaxRows(11)).rows())
                .hasSize(11);
        assertThatThrownBy(() -> Text.read(bytes, TraceOptions.standard().withMaxRows(10)))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("more than 10 rows");
    }

    @Test
    void aModelThatIsNotHeededMayHaveAnyName() {
        byte[] bytes = "submit_seconds,model\n1,gpt5\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Text.read(bytes, TraceOptions.standard()).rows()).isEmpty();
        assertThat(Text.read(bytes, TraceOptions.standard().withOwnModels(false))
                        .rows())
                .hasSize(1);
    }

    private static String all(String... rows) {
        return "submit_seconds,gpus,duration_seconds,deadline_seconds,model,tenant,job_id\n"
                + String.join("\n", List.of(rows));
    }
}
