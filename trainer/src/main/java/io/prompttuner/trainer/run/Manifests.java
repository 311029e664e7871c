package io.prompttuner.trainer.run;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.ScheduleKind;
import java.util.Map;
import java.util.TreeMap;

/** Writes down how a prompt came to be. */
public final class Manifests {

    private Manifests() {}

    /** The manifest of a job that ran at full batch scale throughout. */
    public static PromptManifest of(
            LoadedModel model,
            ContentHash data,
            long seed,
            TuningSettings settings,
            StopRule stop,
            String initialPrompt) {
        var choices = new TreeMap<String, Object>();
        choices.put("batchSize", settings.batchSize());
        choices.put("clipNorm", settings.clipNorm());
        choices.put("evaluateEvery", settings.evaluateEvery());
        choices.put("learningRate", settings.learningRate());
        choices.put("maxSteps", stop.maxSteps());
        choices.put("microBatches", settings.microBatches());
        choices.put("patience", stop.patience());
        choices.put("promptTokens", settings.promptTokens());
        choices.put("target", stop.target() == null ? "none" : stop.target().spoken());
        choices.put("weightDecay", settings.weightDecay());
        choices.putAll(unusual(settings.schedule(), stop));
        return new PromptManifest(model.hash(), data, seed, choices, initialPrompt, model.numerics());
    }

    /** What most jobs do without; not named unless it is used, so that their manifests stay as they were. */
    private static Map<String, Object> unusual(Schedule schedule, StopRule stop) {
        var choices = new TreeMap<String, Object>();
        if (schedule.kind() != ScheduleKind.CONSTANT) {
            choices.put("schedule", schedule.kind().word());
            choices.put("warmupSteps", schedule.warmupSteps());
        }
        if (stop.minImprovement() > 0) {
            choices.put("minImprovement", stop.minImprovement());
        }
        return choices;
    }
}
