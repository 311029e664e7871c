package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.dataset.LineFault;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.List;
import java.util.Optional;

/** Finds a job's task in the store and turns it into the model's tokens. */
record TaskFinder(Replica replica, Stores stores) {

    private static final int FAULTS_SHOWN = 3;

    Prepared<EncodedTask> find(JobSubmitted job) {
        Optional<byte[]> file = ContentHash.parse(job.spec().dataset())
                .flatMap(hash -> stores.datasets().get(new TenantSlug(job.tenant()), hash));
        return file.map(bytes -> read(bytes, job.spec().promptTokens()))
                .orElseGet(() -> new Prepared.Impossible<>(
                        EndReason.DATASET_MISSING,
                        "no dataset %s of %s".formatted(job.spec().dataset(), job.tenant())));
    }

    private Prepared<EncodedTask> read(byte[] file, int promptTokens) {
        return new DatasetReader(DatasetLimits.DEFAULT)
                .read(file)
                .match(
                        accepted -> encode(accepted.dataset(), promptTokens),
                        refused -> unfit(refused.faults().stream()
                                .map(LineFault::toString)
                                .toList()));
    }

    private Prepared<EncodedTask> encode(Dataset dataset, int promptTokens) {
        return replica.encoder()
                .encode(dataset, promptTokens)
                .match(fits -> new Prepared.Ready<>(fits.task()), unfit -> unfit(unfit.faults()));
    }

    private static Prepared<EncodedTask> unfit(List<String> faults) {
        String first = String.join("; ", faults.subList(0, Math.min(FAULTS_SHOWN, faults.size())));
        int more = faults.size() - FAULTS_SHOWN;
        return new Prepared.Impossible<>(
                EndReason.TASK_UNFIT, more > 0 ? "%s; and %d more".formatted(first, more) : first);
    }
}
