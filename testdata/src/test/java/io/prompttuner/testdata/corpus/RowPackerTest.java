package io.prompttuner.testdata.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowPackerTest {

    private static final int LENGTH = 700;
    private static final char END = '|';

    private final RowPacker packer = new RowPacker(text -> text.chars().toArray(), END, LENGTH);

    @Test
    void aRowIsDocumentsEndToEndCutToItsLength() {
        var documents = new Random(1);
        String expected = IntStream.range(0, 40)
                .mapToObj(i -> Corpus.next(documents).text() + END)
                .collect(Collectors.joining());

        PackedRow row = packer.next(new Random(1));

        assertThat(row.tokens()).hasSize(LENGTH);
        assertThat(expected).startsWith(text(row));
    }

    @Test
    void theAnswersAreMarkedAndNothingElse() {
        var random = new Random(1);
        var documents = new Random(1);
        PackedRow row = packer.next(random);
        int at = 0;
        while (at < LENGTH) {
            Document document = Corpus.next(documents);
            int answer = at + document.head().length();
            int end = answer + document.continuation().length();
            for (int i = at; i < Math.min(LENGTH, end + 1); i++) {
                assertThat(row.answers().get(i)).as("token %d", i).isEqualTo(i >= answer && i < end);
            }
            at = end + 1;
        }
    }

    @Test
    void everyRowBeginsWithANewDocument() {
        var random = new Random(1);
        packer.next(random);
        Document next = Corpus.next(copyAfterOneRow());

        assertThat(text(packer.next(random))).startsWith(next.head());
    }

    private Random copyAfterOneRow() {
        var random = new Random(1);
        packer.next(random);
        return random;
    }

    private static String text(PackedRow row) {
        return IntStream.of(row.tokens()).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
