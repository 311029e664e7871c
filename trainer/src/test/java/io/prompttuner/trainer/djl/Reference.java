package io.prompttuner.trainer.djl;

/** A language model once more, in double precision and loops: slow, and independent of the program under test. */
interface Reference {

    /** Summed negative log-likelihood of the target after the input, behind a prompt {@code [tokens, hidden]}. */
    double lossSum(double[] prompt, int[] input, int[] target);
}
