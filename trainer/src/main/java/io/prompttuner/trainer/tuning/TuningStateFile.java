package io.prompttuner.trainer.tuning;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.tuning.TuningState.Best;
import io.prompttuner.trainer.tuning.TuningState.Mark;
import io.prompttuner.wire.event.AnswerScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link TuningState} as one safetensors file, every bit of it: tensors as such, numbers in the metadata. */
public final class TuningStateFile {

    private static final String PROMPT = "prompt";
    private static final String MEAN = "adam.mean";
    private static final String SQUARE = "adam.square";
    private static final String BEST = "best.prompt";
    private static final String BEST_AT = "best";
    private static final String MARK_AT = "mark";
    private static final String THROTTLES = "throttles";

    private TuningStateFile() {}

    /** The file's bytes; {@code hidden} is the width of a prompt token. */
    public static byte[] bytes(TuningState state, int hidden) {
        var tensors = new ArrayList<Tensor>();
        tensors.add(tensor(PROMPT, state.at().values(), hidden));
        tensors.add(tensor(MEAN, state.at().mean(), hidden));
        tensors.add(tensor(SQUARE, state.at().square(), hidden));
        var numbers = new TreeMap<String, String>();
        numbers.put("step", Long.toString(state.step()));
        numbers.put("seed", Long.toString(state.seed()));
        numbers.put(THROTTLES, text(state.throttles()));
        numbers.put("evaluatedAt", Long.toString(state.evaluatedAt()));
        @Nullable Best best = state.best();
        if (best != null) {
            tensors.add(tensor(BEST, best.prompt(), hidden));
            put(numbers, BEST_AT, best.step(), best.evaluation());
        }
        @Nullable Mark mark = state.mark();
        if (mark != null && best != null && mark.step() != best.step()) {
            put(numbers, MARK_AT, mark.step(), mark.evaluation());
        }
        return new SafetensorsWriter(ElementType.F32, numbers).bytes(tensors);
    }

    /** Reads the bytes of a file back; a {@link SafetensorsFormatException} names what is missing or wrong. */
    public static TuningState read(byte[] bytes) throws IOException {
        try (var file = SafetensorsFile.of(bytes)) {
            Map<String, String> numbers = file.metadata();
            float[] prompt = values(file, PROMPT);
            var at = new AdamState(
                    prompt, values(file, MEAN), values(file, SQUARE), number(numbers, "step", Long::valueOf));
            @Nullable Best best = file.entries().containsKey(BEST) ? best(file, numbers) : null;
            return new TuningState(
                    at,
                    number(numbers, "seed", Long::valueOf),
                    throttles(numbers),
                    number(numbers, "evaluatedAt", Long::valueOf),
                    best,
                    mark(numbers, best));
        } catch (IllegalArgumentException unfit) {
            throw new SafetensorsFormatException("a tuning state can't be: " + unfit.getMessage());
        }
    }

    private static Best best(SafetensorsFile file, Map<String, String> numbers) throws IOException {
        return new Best(values(file, BEST), step(numbers, BEST_AT), evaluation(numbers, BEST_AT));
    }

    /** The best one, unless another is kept. */
    private static @Nullable Mark mark(Map<String, String> numbers, @Nullable Best best)
            throws SafetensorsFormatException {
        if (numbers.containsKey(MARK_AT + ".step")) {
            return new Mark(step(numbers, MARK_AT), evaluation(numbers, MARK_AT));
        }
        return best == null ? null : new Mark(best.step(), best.evaluation());
    }

    private static void put(Map<String, String> numbers, String name, long step, Evaluation evaluation) {
        numbers.put(name + ".step", Long.toString(step));
        numbers.put(name + ".loss", Double.toString(evaluation.loss()));
        numbers.put(name + ".accuracy", Double.toString(evaluation.accuracy()));
        @Nullable AnswerScore answers = evaluation.answers();
        if (answers != null) {
            numbers.put(name + ".tokenF1", Double.toString(answers.tokenF1()));
            numbers.put(name + ".rougeL", Double.toString(answers.rougeL()));
        }
    }

    private static long step(Map<String, String> numbers, String name) throws SafetensorsFormatException {
        return number(numbers, name + ".step", Long::valueOf);
    }

    private static Evaluation evaluation(Map<String, String> numbers, String name) throws SafetensorsFormatException {
        return new Evaluation(
                number(numbers, name + ".loss", Double::valueOf),
                number(numbers, name + ".accuracy", Double::valueOf),
                numbers.containsKey(name + ".tokenF1") ? answers(numbers, name) : null);
    }

    private static AnswerScore answers(Map<String, String> numbers, String name) throws SafetensorsFormatException {
        return new AnswerScore(
                number(numbers, name + ".tokenF1", Double::valueOf),
                number(numbers, name + ".rougeL", Double::valueOf));
    }

    /** Each change as {@code step:scale}, with spaces between. */
    private static String text(List<Throttle> throttles) {
        return throttles.stream()
                .map(throttle -> throttle.step() + ":" + throttle.batchScale())
                .collect(Collectors.joining(" "));
    }

    private static List<Throttle> throttles(Map<String, String> numbers) throws SafetensorsFormatException {
        @Nullable String text = numbers.get(THROTTLES);
        if (text == null || !text.matches("([0-9]+:[-+.0-9E]+ ?)*")) {
            throw new SafetensorsFormatException(
                    "metadata %s: expected step:scale ..., found \"%s\"".formatted(THROTTLES, text));
        }
        return Stream.of(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":", 2))
                .map(change -> new Throttle(Long.parseLong(change[0]), Double.parseDouble(change[1])))
                .toList();
    }

    private static Tensor tensor(String name, float[] values, int hidden) {
        return new Tensor(name, Shape.of(values.length / hidden, hidden), values);
    }

    private static float[] values(SafetensorsFile file, String name) throws IOException {
        if (!file.entries().containsKey(name)) {
            throw new SafetensorsFormatException("tensor %s: expected one, found %s"
                    .formatted(name, List.copyOf(file.entries().keySet())));
        }
        return file.read(name).values();
    }

    private static <N> N number(Map<String, String> numbers, String name, Function<String, N> parse)
            throws SafetensorsFormatException {
        String text = numbers.getOrDefault(name, "");
        try {
            return parse.apply(text);
        } catch (NumberFormatException unreadable) {
            throw new SafetensorsFormatException("metadata %s: expected a number, found \"%s\"".formatted(name, text));
        }
    }
}
