package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.util.NavigableSet;
import java.util.Optional;

/** Keeps the files tasks are learnt from. Every method may throw a {@link StoreException}. */
public interface DatasetStore {

    /** Keeps a file, durably by the time it returns; the same file again is success. */
    ContentHash put(TenantSlug tenant, byte[] file);

    /** The file, checked against its name. */
    Optional<byte[]> get(TenantSlug tenant, ContentHash dataset);

    /** Whether the tenant has such a file. */
    boolean has(TenantSlug tenant, ContentHash dataset);

    /** All of a tenant's. */
    NavigableSet<ContentHash> list(TenantSlug tenant);

    /** Removes a file; false if there was none. Whether a live job still needs it is for the caller to know. */
    boolean remove(TenantSlug tenant, ContentHash dataset);
}
