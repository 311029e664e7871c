package io.prompttuner.controller.decide;

import io.prompttuner.controller.ledger.Job;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Jobs that are to run and have no worker, by base model, earliest deadline first. */
final class WaitingLine {

    private record Place(Instant deadline, String job) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::deadline).thenComparing(Place::job);

    private final Map<String, NavigableSet<Place>> lines = new HashMap<>();

    void add(JobSubmitted job) {
        line(job).add(place(job));
    }

    void remove(Job job) {
        job.submitted().ifPresent(known -> line(known).remove(place(known)));
    }

    /** Takes the first out of the line. */
    Optional<String> next(String baseModel) {
        NavigableSet<Place> line = lines.get(baseModel);
        Place first = line == null ? null : line.pollFirst();
        return first == null ? Optional.empty() : Optional.of(first.job());
    }

    void clear() {
        lines.clear();
    }

    private NavigableSet<Place> line(JobSubmitted job) {
        return lines.computeIfAbsent(job.spec().baseModel(), model -> new TreeSet<>(ORDER));
    }

    private static Place place(JobSubmitted job) {
        return new Place(job.deadline(), job.job());
    }
}
