package io.prompttuner.platform.command;

import io.prompttuner.trainer.run.StartChoice;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.run.elastic.History;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person may say about a prompt that is to be tuned. */
final class TuneOptions {

    private static final TuningSettings DEFAULTS = TuningSettings.defaults();
    private static final String HISTORY = "--history";

    @Option(names = "--model", paramLabel = "DIR", description = "Base model in the Hugging Face layout. Required.")
    private @Nullable Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Task: JSON Lines of {\"input\": ..., \"target\": ...}. Required.")
    private @Nullable Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where prompt.safetensors and manifest.json go. Required.")
    private @Nullable Path out;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "End after N optimiser steps, good enough or not; without a target all are run. Default: ${DEFAULT-VALUE}.")
    private long maxSteps;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after N evaluations without a new best; 0 never does. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All chance follows from it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--text", paramLabel = "TEXT", description = "Begin from the embedding of an instruction.")
    private @Nullable String text;

    @Option(
            names = "--random",
            description =
                    "Begin from random numbers, as large as the model's embeddings; else from those of random tokens.")
    private boolean random;

    @Option(names = "--from", paramLabel = "DIR", description = "Begin from a prompt that was tuned before.")
    private @Nullable Path from;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Keep checkpoints in DIR, and go on from the newest there: Ctrl-C pauses.")
    private @Nullable Path checkpoint;

    @Option(names = "--prompt-tokens", paramLabel = "N", description = "Length of the prompt. Default: 16.")
    private int promptTokens = DEFAULTS.promptTokens();

    @Option(names = "--batch-size", paramLabel = "N", description = "Examples per step. Default: 16.")
    private int batchSize = DEFAULTS.batchSize();

    @Option(names = "--micro-batches", paramLabel = "N", description = "Parts a batch is cut into. Default: 4.")
    private int microBatches = DEFAULTS.microBatches();

    @Option(names = "--learning-rate", paramLabel = "X", description = "AdamW's step size. Default: 0.003.")
    private double learningRate = DEFAULTS.learningRate();

    @Option(names = "--evaluate-every", paramLabel = "N", description = "Steps between evaluations. Default: 10.")
    private int evaluateEvery = DEFAULTS.evaluateEvery();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Processes that tune together, one computing thread each, at most one for each",
                "micro-batch. The prompt is the same bit for bit, whatever N. Default: ${DEFAULT-VALUE}."
            })
    private int workers = 1;

    @Option(
            names = HISTORY,
            paramLabel = "EVENTS",
            description = {
                "What happens to the workers on the way, such as join@5,kill@9,leave@12,pause@20:",
                "at step 5 one more joins, at step 9 one is killed (kill -9), at step 12 one leaves,",
                "at step 20 all end at a checkpoint and as many start anew. Who it is follows from",
                "the seed. It makes no difference to the prompt."
            })
    private @Nullable String history;

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    /** All faults at once. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        require(model != null, "--model: required", faults);
        require(data != null, "--data: required", faults);
        require(out != null, "--out: required", faults);
        faults.addAll(target.faults());
        require(maxSteps >= 0, "--max-steps: expected from 0, got " + maxSteps, faults);
        require(patience >= 0, "--patience: expected from 0, got " + patience, faults);
        boolean oneStart = (text == null ? 0 : 1) + (from == null ? 0 : 1) + (random ? 1 : 0) <= 1;
        require(oneStart, "--text, --random, --from: expected one", faults);
        require(promptTokens >= 1, "--prompt-tokens: expected from 1, got " + promptTokens, faults);
        require(batchSize >= 1, "--batch-size: expected from 1, got " + batchSize, faults);
        require(
                microBatches >= 1 && microBatches <= Math.max(1, batchSize),
                "--micro-batches: expected from 1 to the batch size, got " + microBatches,
                faults);
        require(
                learningRate > 0 && learningRate < 1e3,
                "--learning-rate: expected above 0, got " + learningRate,
                faults);
        require(evaluateEvery >= 1, "--evaluate-every: expected from 1, got " + evaluateEvery, faults);
        faults.addAll(device.faults());
        int most = Math.max(1, microBatches);
        require(
                workers >= 1 && workers <= most,
                "--workers: expected from 1 to the micro-batches of a step, %d, got %d".formatted(most, workers),
                faults);
        int first = Math.min(Math.max(1, workers), most);
        faults.addAll(history(faults).faults(first, most, maxSteps, HISTORY));
        faults.addAll(recipe.faults());
        return faults;
    }

    int workers() {
        return workers;
    }

    /** What is to happen, if there are no faults. */
    History history() {
        return history(new ArrayList<>());
    }

    private History history(List<String> faults) {
        return history == null ? History.NONE : History.parse(history, HISTORY, faults);
    }

    /** The request, if there are no faults. */
    TuneRequest request() {
        return new TuneRequest(
                Objects.requireNonNull(model),
                Objects.requireNonNull(data),
                Objects.requireNonNull(out),
                checkpoint,
                start(),
                seed,
                new TuningSettings(
                        promptTokens,
                        batchSize,
                        microBatches,
                        learningRate,
                        recipe.weightDecay(),
                        recipe.clipNorm(),
                        evaluateEvery,
                        recipe.schedule(maxSteps)),
                new StopRule(target.target(), maxSteps, patience, recipe.minImprovement()),
                device.devices());
    }

    private StartChoice start() {
        if (text != null) {
            return new StartChoice.Text(text);
        }
        if (random) {
            return new StartChoice.Random();
        }
        return from == null ? new StartChoice.Plain() : new StartChoice.Prompt(from);
    }

    private static void require(boolean valid, String fault, List<String> faults) {
        if (!valid) {
            faults.add(fault);
        }
    }
}
