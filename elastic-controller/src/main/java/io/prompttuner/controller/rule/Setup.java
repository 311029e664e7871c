package io.prompttuner.controller.rule;

import java.util.Map;

/**
 * What a controller is told once.
 *
 * @param capacity GPUs there are in all
 * @param models the catalogue of base models, by name
 * @param mixedNumerics whether a job may go on, after a pause or a loss, where the last bits of its prompt may differ
 */
public record Setup(int capacity, Map<String, BaseModel> models, boolean mixedNumerics, Windows windows, Rules rules) {

    public Setup {
        models = Map.copyOf(models);
    }

    /** GPUs that one worker of this model needs; 1 for a model that is no longer in the catalogue. */
    public int gpusPerWorker(String baseModel) {
        BaseModel known = models.get(baseModel);
        return known == null ? 1 : known.gpusPerWorker();
    }

    /** Whether a worker that loaded this may be used. */
    public boolean serves(String baseModel, String hash) {
        BaseModel known = models.get(baseModel);
        return known != null && known.hash().equals(hash);
    }
}
