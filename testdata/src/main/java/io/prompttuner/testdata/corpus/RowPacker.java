package io.prompttuner.testdata.corpus;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Fills rows with documents, each followed by the end-of-text token. Every row begins with a new document, so that none has
 * to be continued without its beginning.
 */
public final class RowPacker {

    private final Tokenizer tokenizer;
    private final int endOfText;
    private final int length;

    /** Cuts rows of {@code length} tokens. */
    public RowPacker(Tokenizer tokenizer, int endOfText, int length) {
        this.tokenizer = tokenizer;
        this.endOfText = endOfText;
        this.length = length;
    }

    /** Turns text into tokens. */
    @FunctionalInterface
    public interface Tokenizer {
        int[] encode(String text);
    }

    /** The next row; the same for the same state of {@code random}. */
    public PackedRow next(RandomGenerator random) {
        int[] tokens = new int[length];
        BitSet answers = new BitSet(length);
        int at = 0;
        while (at < length) {
            Document document = Corpus.next(random);
            at = append(tokenizer.encode(document.head()), tokens, at);
            int answer = at;
            at = append(tokenizer.encode(document.continuation()), tokens, at);
            answers.set(answer, at);
            at = append(new int[] {endOfText}, tokens, at);
        }
        return new PackedRow(tokens, answers);
    }

    private static int append(int[] more, int[] tokens, int at) {
        int fits = Math.min(more.length, tokens.length - at);
        System.arraycopy(more, 0, tokens, at, fits);
        return at + fits;
    }
}
