package io.prompttuner.trainer.tuning;

/**
 * A model one can do in the head: the loss of an answer is half the squared distance of the prompt from where the first
 * token of the row says it should be. Its first choice is token 1 once the prompt is near, else token 0.
 */
public final class BowlModel implements PromptModel {

    public static final int WIDTH = 2;

    private final double near;

    /** Within {@code near} nats of loss the model answers right. */
    public BowlModel(double near) {
        this.near = near;
    }

    /** A row that pulls every number of the prompt towards {@code place}. */
    public static TokenExample towards(int place) {
        return new TokenExample(new int[] {place}, new int[] {1});
    }

    @Override
    public int hidden() {
        return WIDTH;
    }

    @Override
    public int positions() {
        return 64;
    }

    @Override
    public int vocabulary() {
        return 100;
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        float[] sum = new float[prompt.length];
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < prompt.length; i++) {
                sum[i] += (float) (prompt[i] - place(batch, row));
            }
        }
        return new Gradient(sum, predict(prompt, batch).lossSum(), batch.rows());
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        double total = 0;
        long[] tokens = new long[batch.rows()];
        for (int row = 0; row < batch.rows(); row++) {
            double loss = 0;
            for (float value : prompt) {
                loss += 0.5 * Math.pow(value - place(batch, row), 2);
            }
            tokens[row] = loss <= near ? 1 : 0;
            total += loss;
        }
        return new Prediction(total, tokens);
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        float[] states = new float[batch.rows() * batch.width() * WIDTH];
        for (int i = 0; i < states.length; i++) {
            states[i] = batch.ids()[i / WIDTH] * (i % WIDTH == 0 ? 1 : -1);
        }
        return states;
    }

    @Override
    public float[] embeddings(int[] tokens) {
        float[] rows = new float[tokens.length * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = tokens[i / WIDTH];
        }
        return rows;
    }

    private static double place(TokenBatch batch, int row) {
        return batch.ids()[row * batch.width()];
    }
}
