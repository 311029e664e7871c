package io.prompttuner.store.directory;

import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Keeps datasets as {@code tenants/<tenant>/datasets/<sha256>.jsonl}. */
final class DirectoryDatasetStore implements DatasetStore {

    private static final String SUFFIX = ".jsonl";

    private final AtomicDirectory directory;

    DirectoryDatasetStore(AtomicDirectory directory) {
        this.directory = directory;
    }

    @Override
    public ContentHash put(TenantSlug tenant, byte[] file) {
        ContentHash hash = ContentHash.of(file);
        StoreCall.act("write " + spoken(tenant, hash), () -> directory.put(path(tenant, hash), file));
        return hash;
    }

    @Override
    public Optional<byte[]> get(TenantSlug tenant, ContentHash dataset) {
        String spoken = spoken(tenant, dataset);
        Optional<byte[]> file = StoreCall.during("read " + spoken, () -> directory.readFile(path(tenant, dataset)));
        if (file.map(ContentHash::of).filter(dataset::equals).isEmpty() && file.isPresent()) {
            throw StoreException.damaged(spoken, "its content has another hash than its name");
        }
        return file;
    }

    @Override
    public boolean has(TenantSlug tenant, ContentHash dataset) {
        return Files.isRegularFile(path(tenant, dataset));
    }

    @Override
    public NavigableSet<ContentHash> list(TenantSlug tenant) {
        NavigableSet<ContentHash> hashes = new TreeSet<>();
        StoreCall.act(
                "list the datasets of " + tenant,
                () -> DurableFiles.names(home(tenant)).stream()
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .flatMap(name -> ContentHash.parse(name).stream())
                        .forEach(hashes::add));
        return hashes;
    }

    @Override
    public boolean remove(TenantSlug tenant, ContentHash dataset) {
        return StoreCall.during("remove " + spoken(tenant, dataset), () -> directory.remove(path(tenant, dataset)));
    }

    private Path path(TenantSlug tenant, ContentHash hash) {
        return home(tenant).resolve(hash.hex() + SUFFIX);
    }

    private Path home(TenantSlug tenant) {
        return directory.root().resolve("tenants").resolve(tenant.text()).resolve("datasets");
    }

    private static String spoken(TenantSlug tenant, ContentHash hash) {
        return "dataset %s of %s".formatted(hash, tenant);
    }
}
