package io.prompttuner.trainer.tuning;

/** A model that goes on counting: its first choice after a token is the next number. */
final class CountingModel implements PromptModel {

    private static final int POSITIONS = 12;

    /** Rows of each prediction so far, as a sum, and how many predictions there were. */
    int rows;

    int predictions;

    @Override
    public int hidden() {
        return 1;
    }

    @Override
    public int positions() {
        return POSITIONS;
    }

    @Override
    public int vocabulary() {
        return 100;
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        return new Gradient(new float[prompt.length], 0, batch.targets().length);
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        predictions++;
        rows += batch.rows();
        long[] next = new long[batch.positions().length];
        int stride = prompt.length + batch.width();
        for (int i = 0; i < next.length; i++) {
            int row = (int) (batch.positions()[i] / stride);
            int column = (int) (batch.positions()[i] % stride) - prompt.length;
            next[i] = batch.ids()[row * batch.width() + column] + 1;
        }
        return new Prediction(0, next);
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        return new float[batch.rows() * batch.width()];
    }

    @Override
    public float[] embeddings(int[] tokens) {
        return new float[tokens.length];
    }
}
