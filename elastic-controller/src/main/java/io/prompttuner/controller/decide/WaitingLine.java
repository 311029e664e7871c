package io.prompttuner.controller.decide;

import io.prompttuner.controller.ledger.Job;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Jobs that lack workers, by base model: those that have none at all first, and then the earliest deadline first. */
final class WaitingLine {

    private record Place(boolean holdsSome, Instant deadline, String job) {}

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::holdsSome)
            .thenComparing(Place::deadline)
            .thenComparing(Place::job);

    private final Map<String, NavigableSet<Place>> lines = new HashMap<>();

    void add(JobSubmitted job, boolean holdsSome) {
        line(job).add(place(job, holdsSome));
    }

    void remove(Job job) {
        job.submitted().ifPresent(known -> {
            line(known).remove(place(known, false));
            line(known).remove(place(known, true));
        });
    }

    /** Those in the line as it is now, the first one first. */
    List<String> waiting(String baseModel) {
        NavigableSet<Place> line = lines.get(baseModel);
        return line == null ? List.of() : line.stream().map(Place::job).toList();
    }

    void clear() {
        lines.clear();
    }

    private NavigableSet<Place> line(JobSubmitted job) {
        return lines.computeIfAbsent(job.spec().baseModel(), model -> new TreeSet<>(ORDER));
    }

    private static Place place(JobSubmitted job, boolean holdsSome) {
        return new Place(holdsSome, job.deadline(), job.job());
    }
}
