package io.prompttuner.gateway.submit;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Recipe;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.WireEnum;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one request, in the order of the schema. */
final class JobReading {

    static final List<String> FIELDS = List.of(
            "name",
            "baseModel",
            "dataset",
            "target",
            "maxSteps",
            "evaluateEvery",
            "promptTokens",
            "batchSize",
            "microBatches",
            "learningRate",
            "recipe",
            "limits",
            "deadline",
            "afterDeadline",
            "seed",
            "start");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ #-]*(/[A-Za-z0-9][A-Za-z0-9._ #-]*)*");
    private static final Bounds SEED = new Bounds(-0x1p53 + 1, 0x1p53 - 1);

    private final Fields fields;
    private final SubmitLimits limits;
    private final SubmitDefaults defaults;
    private final KnownNames known;

    JobReading(Fields fields, SubmitLimits limits, SubmitDefaults defaults, KnownNames known) {
        this.fields = fields;
        this.limits = limits;
        this.defaults = defaults;
        this.known = known;
    }

    JobSubmitted job(JobIdentity identity, Instant now) {
        JobSpec spec = spec();
        Instant deadline = new DeadlineReading(fields, limits).read(now);
        AfterDeadline after =
                choice(fields, "afterDeadline", AfterDeadline.values()).orElse(AfterDeadline.CONTINUE);
        return new JobSubmitted(
                identity.job(),
                identity.tenant(),
                spec,
                fields.whole("seed", SEED, identity.seed()),
                new StartReading(fields, limits, known).read(),
                deadline,
                after,
                now);
    }

    private JobSpec spec() {
        String name = name();
        String baseModel = baseModel();
        String dataset = hash(fields, "dataset", known::hasDataset, "upload it with POST /v1/datasets first");
        Target target = new TargetReading(fields, limits).read();
        long maxSteps = fields.whole("maxSteps", limits.maxSteps(), defaults.maxSteps());
        long last = Math.max(1, maxSteps);
        long evaluateEvery =
                fields.whole("evaluateEvery", new Bounds(1, last), Math.min(defaults.evaluateEvery(), last));
        int promptTokens = (int) fields.whole("promptTokens", limits.promptTokens(), defaults.promptTokens());
        int batchSize = (int) fields.whole("batchSize", limits.batchSize(), defaults.batchSize());
        int microBatches = (int)
                fields.whole("microBatches", new Bounds(1, batchSize), Math.min(defaults.microBatches(), batchSize));
        double learningRate = fields.real("learningRate", limits.learningRate(), defaults.learningRate());
        @Nullable Recipe recipe = new RecipeReading(fields).read(maxSteps);
        Fields most = fields.within("limits", List.of("maxWorkers", "minBatchScale"));
        return new JobSpec(
                name,
                baseModel,
                dataset,
                target,
                maxSteps,
                (int) evaluateEvery,
                promptTokens,
                batchSize,
                microBatches,
                learningRate,
                (int) most.whole("maxWorkers", limits.maxWorkers(), defaults.maxWorkers()),
                most.real("minBatchScale", limits.minBatchScale(), defaults.minBatchScale()),
                recipe);
    }

    private String name() {
        Optional<String> name = fields.requiredText("name");
        Optional<String> wrong = name.filter(text ->
                text.length() > limits.nameLength() || !NAME.matcher(text).matches());
        if (wrong.isPresent()) {
            fields.fault(
                    "name",
                    "expected a task's name such as emotion/street (words of letters, digits, '.', '_', '-', '#' and spaces,"
                            + " parted by '/', at most %d characters; it is a label, not a path), got %s"
                                    .formatted(limits.nameLength(), Fields.quoted(wrong.get())));
        }
        return name.orElse("");
    }

    private String baseModel() {
        Optional<String> model = fields.requiredText("baseModel");
        Optional<String> unknown = model.filter(name -> !known.hasModel(name));
        if (unknown.isPresent()) {
            String all = String.join(", ", known.models());
            fields.fault("baseModel", "no base model %s; known are: %s".formatted(Fields.quoted(unknown.get()), all));
        }
        return model.orElse("");
    }

    /** A SHA-256 that must be there and be known. */
    static String hash(Fields fields, String name, Predicate<ContentHash> exists, String advice) {
        Optional<String> text = fields.requiredText(name);
        Optional<ContentHash> hash = text.flatMap(ContentHash::parse);
        if (text.isPresent() && hash.isEmpty()) {
            fields.fault(
                    name,
                    "expected a SHA-256 of 64 lower-case hexadecimal digits, got " + Fields.quoted(text.orElseThrow()));
        } else if (hash.isPresent() && !exists.test(hash.orElseThrow())) {
            fields.fault(name, "you have none of this SHA-256; " + advice);
        }
        return text.orElse("");
    }

    /** One of a closed list of words; empty if absent or faulty. */
    static <E extends WireEnum> Optional<E> choice(Fields fields, String name, E[] all) {
        Optional<String> word = fields.text(name);
        Optional<E> chosen = word.flatMap(
                w -> Arrays.stream(all).filter(each -> each.word().equals(w)).findFirst());
        if (word.isPresent() && chosen.isEmpty()) {
            String words = Arrays.stream(all).map(WireEnum::word).collect(Collectors.joining(", "));
            fields.fault(name, "expected one of %s, got %s".formatted(words, Fields.quoted(word.orElseThrow())));
        }
        return chosen;
    }
}
