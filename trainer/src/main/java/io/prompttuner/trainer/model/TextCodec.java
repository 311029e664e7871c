package io.prompttuner.trainer.model;

/** Turns text into a model's tokens and back. */
public interface TextCodec {

    /** Token ids of a text, without any that the text does not hold. */
    int[] encode(String text);

    /** The text of token ids. */
    String decode(int[] tokens);
}
