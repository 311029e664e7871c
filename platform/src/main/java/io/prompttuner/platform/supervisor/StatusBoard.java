package io.prompttuner.platform.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How all parts are: written by the loops, read and awaited by whoever is interested. */
public final class StatusBoard {

    private final Map<String, PartStatus> statuses = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    StatusBoard(List<Part> parts) {
        parts.forEach(part -> statuses.put(part.name(), PartStatus.waiting(part.name())));
    }

    /** All parts in the order of their start. */
    public synchronized List<PartStatus> all() {
        return List.copyOf(statuses.values());
    }

    /** Called at each change, by the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Blocks until every part is as wanted. */
    public synchronized void await(Predicate<PartStatus> wanted) throws InterruptedException {
        while (!statuses.values().stream().allMatch(wanted)) {
            wait();
        }
    }

    synchronized void awaitServing(Set<String> names) throws InterruptedException {
        while (!names.stream().allMatch(this::serves)) {
            wait();
        }
    }

    void update(String name, UnaryOperator<PartStatus> change) {
        apply(name, change);
        listeners.forEach(Runnable::run);
    }

    private synchronized void apply(String name, UnaryOperator<PartStatus> change) {
        statuses.computeIfPresent(name, (same, status) -> change.apply(status));
        notifyAll();
    }

    private boolean serves(String name) {
        @Nullable PartStatus status = statuses.get(name);
        return status != null && status.state().satisfies();
    }
}
