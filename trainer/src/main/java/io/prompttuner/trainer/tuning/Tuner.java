package io.prompttuner.trainer.tuning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns one state of a job into the next: the arithmetic of tuning, without any decision. */
public final class Tuner {

    /** Rows of one evaluation call; part of the arithmetic, as the split of a sum changes its bits. */
    private static final int EVALUATION_ROWS = 32;

    private final PromptModel model;
    private final EncodedTask task;
    private final TuningSettings settings;
    private final Crew crew;
    private final @Nullable AnswerExam exam;

    /** A tuner that computes everything itself. */
    public Tuner(PromptModel model, EncodedTask task, TuningSettings settings) {
        this(model, task, settings, Crew.alone());
    }

    /** A tuner whose steps, and evaluations of states, are computed by a crew. */
    public Tuner(PromptModel model, EncodedTask task, TuningSettings settings, Crew crew) {
        this(model, task, settings, crew, null);
    }

    /** The same, with an exam that whatever is evaluated on the whole held-out part takes; none if it is absent. */
    public Tuner(PromptModel model, EncodedTask task, TuningSettings settings, Crew crew, @Nullable AnswerExam exam) {
        this.model = model;
        this.task = task;
        this.settings = settings;
        this.crew = crew;
        this.exam = exam;
    }

    public TuningSettings settings() {
        return settings;
    }

    /**
     * What a step gave.
     *
     * @param after the state after it; the one before, if the gradient was not finite
     * @param gradient that it followed
     * @param tokens text tokens it was computed from, without padding and prompt
     */
    public record Step(TuningState after, Gradient gradient, long tokens) {}

    /** One optimiser step. */
    public Step step(TuningState from) {
        List<TokenExample> batch = batch(from);
        Gradient gradient = gradient(from, batch);
        long tokens = tokens(from, batch);
        if (!gradient.finite()) {
            return new Step(from, gradient, tokens);
        }
        var optimiser = new AdamW(settings.learningRateAt(from.step()), AdamW.LONG_MEMORY, settings.weightDecay());
        AdamState to = optimiser.step(from.at(), gradient.clippedMean(settings.clipNorm()));
        return new Step(from.moved(to), gradient, tokens);
    }

    /** How good the prompt of a job is on the whole held-out part. */
    public Evaluation evaluate(TuningState state) {
        var round = Round.evaluation(state, batches(task.heldOut()));
        return evaluate(crew, round, state.at().values(), task.heldOut());
    }

    /** How good a prompt is on the whole held-out part, found without the crew. */
    public Evaluation evaluate(float[] prompt) {
        return evaluate(prompt, task.heldOut());
    }

    /** How good it looks on the first few held-out examples, without an exam. */
    public Evaluation glance(float[] prompt, int examples) {
        var few = task.heldOut().subList(0, Math.min(examples, task.heldOut().size()));
        return new Tuner(model, task, settings).evaluate(prompt, few);
    }

    private List<TokenExample> batch(TuningState from) {
        var order = new BatchOrder(from.seed(), task.train().size(), settings.batchSize());
        return Arrays.stream(order.batch(from.step()))
                .mapToObj(task.train()::get)
                .toList();
    }

    private Gradient gradient(TuningState from, List<TokenExample> batch) {
        float[] prompt = from.at().values();
        return crew.sum(Round.step(from, settings.microBatchesAt(from.batchScale())), index -> {
            var part = BatchOrder.part(batch, index, settings.microBatches());
            return model.gradient(prompt, TokenBatch.of(part, tokens(prompt)));
        });
    }

    private long tokens(TuningState from, List<TokenExample> batch) {
        return IntStream.range(0, settings.microBatchesAt(from.batchScale()))
                .mapToObj(index -> BatchOrder.part(batch, index, settings.microBatches()))
                .flatMap(List::stream)
                .mapToLong(TokenExample::positions)
                .sum();
    }

    private Evaluation evaluate(float[] prompt, List<TokenExample> examples) {
        var round = Round.evaluation(TuningState.start(prompt, 0), batches(examples));
        return evaluate(Crew.alone(), round, prompt, examples);
    }

    private Evaluation evaluate(Crew who, Round<Scores> round, float[] prompt, List<TokenExample> examples) {
        return who.sum(round, batch -> Scores.of(score(prompt, rows(examples, batch))))
                .evaluation(examples.size());
    }

    private Scores.Score score(float[] prompt, List<TokenExample> rows) {
        var prediction = model.predict(prompt, TokenBatch.of(rows, tokens(prompt)));
        return new Scores.Score(
                prediction.lossSum(),
                prediction.tokens().length,
                rightAnswers(rows, prediction.tokens()),
                exam == null ? null : exam.sums(prompt, rows));
    }

    private static int batches(List<TokenExample> examples) {
        return (examples.size() + EVALUATION_ROWS - 1) / EVALUATION_ROWS;
    }

    private static List<TokenExample> rows(List<TokenExample> examples, int batch) {
        int from = batch * EVALUATION_ROWS;
        return examples.subList(from, Math.min(from + EVALUATION_ROWS, examples.size()));
    }

    /**
     * Rows whose every token is the model's first choice. A greedy answer equals the target exactly if, given each
     * prefix of the target, the next target token is the first choice; so one pass tells without generating.
     */
    private static int rightAnswers(List<TokenExample> rows, long[] predicted) {
        int right = 0;
        int at = 0;
        for (TokenExample row : rows) {
            boolean same = true;
            for (int token : row.target()) {
                same &= predicted[at++] == token;
            }
            right += same ? 1 : 0;
        }
        return right;
    }

    private int tokens(float[] prompt) {
        return prompt.length / model.hidden();
    }
}
