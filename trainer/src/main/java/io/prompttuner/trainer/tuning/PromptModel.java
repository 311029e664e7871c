package io.prompttuner.trainer.tuning;

/**
 * A frozen language model as tuning sees it. A prompt is {@code [tokens, hidden]}, row by row, and may be empty.
 *
 * <p>The same call gives the same bits, whatever was called before.
 */
public interface PromptModel {

    /** Width of an embedding, and so of one prompt token. */
    int hidden();

    /** Most tokens a row may have, the prompt included. */
    int positions();

    /** Size of the vocabulary. */
    int vocabulary();

    /** Loss and gradient of the prompt, summed over the batch's answer tokens. */
    Gradient gradient(float[] prompt, TokenBatch batch);

    /** Loss, and the model's own first choice at every answer position. */
    Prediction predict(float[] prompt, TokenBatch batch);

    /** Final hidden states, {@code [rows, width, hidden]}, without a prompt. */
    float[] hiddenStates(TokenBatch batch);

    /** Input embeddings of tokens, {@code [tokens, hidden]}. */
    float[] embeddings(int[] tokens);

    /** What the model predicts; {@code lossSum} in nats. */
    @SuppressWarnings("ArrayRecordComponent") // read once by its caller
    record Prediction(double lossSum, long[] tokens) {}
}
