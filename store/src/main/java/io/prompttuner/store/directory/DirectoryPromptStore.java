package io.prompttuner.store.directory;

import io.prompttuner.store.Bundle;
import io.prompttuner.store.PromptEntry;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps prompts as directories {@code tenants/<tenant>/prompts/<sha256>/}, and those a sweep has taken aside as {@code
 * aside/<tenant>/<sha256>/}.
 */
final class DirectoryPromptStore implements PromptStore {

    private final AtomicDirectory directory;

    DirectoryPromptStore(AtomicDirectory directory) {
        this.directory = directory;
    }

    @Override
    public PromptRef put(TenantSlug tenant, byte[] prompt, PromptOrigin manifest) {
        PromptRef ref = new PromptRef(tenant, ContentHash.of(prompt));
        Bundle bundle =
                new Bundle(Map.of(StoredPrompt.PROMPT_FILE, prompt, StoredPrompt.MANIFEST_FILE, manifest.toJson()));
        StoreCall.act("write prompt " + ref, () -> directory.put(path(ref), bundle));
        return ref;
    }

    @Override
    public Optional<StoredPrompt> get(PromptRef ref) {
        return StoreCall.during("read prompt " + ref, () -> directory.readBundle(path(ref)))
                .map(bundle -> checked(ref, bundle));
    }

    @Override
    public boolean remove(PromptRef ref) {
        return StoreCall.during("remove prompt " + ref, () -> directory.remove(path(ref)));
    }

    @Override
    public List<PromptEntry> list() {
        return StoreCall.during("list the prompts", () -> entries(tenants(), "prompts"));
    }

    @Override
    public boolean setAside(PromptRef ref) {
        return StoreCall.during("set prompt %s aside".formatted(ref), () -> {
            if (directory.renewed(path(ref)).isEmpty()) {
                return false;
            }
            directory.remove(asidePath(ref)); // of an earlier sweep; its prompt has been written anew since
            return directory.move(path(ref), asidePath(ref));
        });
    }

    @Override
    public List<PromptEntry> aside() {
        return StoreCall.during("list the prompts set aside", () -> entries(asides(), ""));
    }

    @Override
    public void restore(PromptRef ref) {
        StoreCall.act("put prompt %s back".formatted(ref), () -> directory.moveBack(asidePath(ref), path(ref)));
    }

    @Override
    public void discard(PromptRef ref) {
        StoreCall.act("discard prompt " + ref, () -> directory.remove(asidePath(ref)));
    }

    private static StoredPrompt checked(PromptRef ref, Bundle bundle) {
        byte[] prompt = file(ref, bundle, StoredPrompt.PROMPT_FILE);
        if (!ContentHash.of(prompt).equals(ref.hash())) {
            throw StoreException.damaged("prompt " + ref, "its content has another hash than its name");
        }
        return new StoredPrompt(prompt, PromptOrigin.fromJson(file(ref, bundle, StoredPrompt.MANIFEST_FILE)));
    }

    private static byte[] file(PromptRef ref, Bundle bundle, String name) {
        return bundle.file(name).orElseThrow(() -> StoreException.damaged("prompt " + ref, name + " is missing"));
    }

    private List<PromptEntry> entries(Path home, String below) throws IOException {
        List<PromptEntry> entries = new ArrayList<>();
        for (String tenant : DurableFiles.names(home)) {
            for (String hash : DurableFiles.names(home.resolve(tenant).resolve(below))) {
                Optional<PromptRef> ref = PromptRef.parse(tenant + "/" + hash);
                if (ref.isPresent()) {
                    directory
                            .renewed(home.resolve(tenant).resolve(below).resolve(hash))
                            .ifPresent(time -> entries.add(new PromptEntry(ref.get(), time)));
                }
            }
        }
        return entries;
    }

    private Path path(PromptRef ref) {
        return tenants()
                .resolve(ref.tenant().text())
                .resolve("prompts")
                .resolve(ref.hash().hex());
    }

    private Path asidePath(PromptRef ref) {
        return asides().resolve(ref.tenant().text()).resolve(ref.hash().hex());
    }

    private Path tenants() {
        return directory.root().resolve("tenants");
    }

    private Path asides() {
        return directory.root().resolve("aside");
    }
}
