package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.DatasetList;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.dataset.LineFault;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.util.List;
import java.util.function.Function;

/** Takes in the files tasks are learnt from, and lets them go once no live job needs them. */
public final class DatasetDesk {

    private final DatasetStore store;
    private final DatasetReader reader;
    private final PlatformView view;

    public DatasetDesk(DatasetStore store, DatasetReader reader, PlatformView view) {
        this.store = store;
        this.reader = reader;
        this.view = view;
    }

    /** What became of a request to delete a dataset. */
    public enum Removal {
        REMOVED,
        UNKNOWN,
        IN_USE
    }

    /** Keeps a file if every line of it is good; the same again is success. */
    public <R> R take(
            TenantSlug tenant,
            byte[] file,
            Function<DatasetAccepted, R> accepted,
            Function<List<LineFault>, R> refused) {
        return reader.read(file)
                .match(good -> accepted.apply(keep(tenant, file, good.dataset())), bad -> refused.apply(bad.faults()));
    }

    public DatasetList list(TenantSlug tenant) {
        List<DatasetList.Item> items = store.list(tenant).stream()
                .map(hash -> new DatasetList.Item(hash.hex(), view.liveJobsNaming(tenant.text(), hash.hex())))
                .toList();
        return new DatasetList(view.asOf(), items);
    }

    /** Removes a file that no live job names. */
    public Removal remove(TenantSlug tenant, ContentHash dataset) {
        if (!store.has(tenant, dataset)) {
            return Removal.UNKNOWN;
        }
        if (!view.liveJobsNaming(tenant.text(), dataset.hex()).isEmpty()) {
            return Removal.IN_USE;
        }
        return store.remove(tenant, dataset) ? Removal.REMOVED : Removal.UNKNOWN;
    }

    private DatasetAccepted keep(TenantSlug tenant, byte[] file, Dataset dataset) {
        ContentHash name = store.put(tenant, file);
        int train = dataset.train().size();
        int heldout = dataset.heldout().size();
        return new DatasetAccepted(name.hex(), train + heldout, train, heldout);
    }
}
