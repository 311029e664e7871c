package io.prompttuner.trainer.model;

import java.util.function.Function;

/** Shape of a decoder-only language model: what every architecture has. */
public sealed interface ModelConfig permits Gpt2Config, LlamaConfig {

    /** Blocks of attention and feed-forward. */
    int layers();

    /** Heads that ask; others may share their keys and values. */
    int heads();

    /** Width of an embedding. */
    int hidden();

    /** Entries of the vocabulary. */
    int vocabulary();

    /** Most tokens in a row. */
    int positions();

    /** Added to the variance in a norm. */
    double epsilon();

    /** Token that closes a text, the first if the model names several; -1 if it names none. */
    int endOfText();

    /** Tells the architectures apart. */
    <R> R match(Function<Gpt2Config, R> gpt2, Function<LlamaConfig, R> llama);
}
