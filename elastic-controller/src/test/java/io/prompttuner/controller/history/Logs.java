package io.prompttuner.controller.history;

import io.prompttuner.controller.message.Input;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.StepEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics, each one partition, and what any reader makes of them. */
final class Logs {

    private final Map<Topic, List<Input.Read>> topics = new EnumMap<>(Topic.class);

    Logs() {
        for (Topic topic : Topic.values()) {
            topics.put(topic, new ArrayList<>());
        }
    }

    int append(Topic topic, Event event) {
        return append(topic, event.key(), event);
    }

    int append(Topic topic, String key, @Nullable Event event) {
        List<Input.Read> log = of(topic);
        log.add(new Input.Read(topic, key, log.size(), event));
        return log.size() - 1;
    }

    List<Input.Read> of(Topic topic) {
        return topics.getOrDefault(topic, List.of());
    }

    int end(Topic topic) {
        return of(topic).size();
    }

    /** Whether compaction would have taken the record at this position. */
    boolean compacted(Topic topic, int position) {
        List<Input.Read> log = of(topic);
        String key = log.get(position).key();
        return topic.compacted()
                && log.subList(position + 1, log.size()).stream()
                        .anyMatch(later -> later.key().equals(key));
    }

    /** The end of a job by the one-end rule, as every reader finds it. */
    Optional<StepEvent> end(String job) {
        long highest = 0;
        for (Input.Read read : of(Topic.STEPS)) {
            StepEvent report = (StepEvent) read.event();
            if (report == null || !report.job().equals(job)) {
                continue;
            }
            if (report.ended() != null && report.attempt() >= highest) {
                return Optional.of(report);
            }
            highest = Math.max(highest, report.attempt());
        }
        return Optional.empty();
    }

    /** The assignments of a job that readers count, in order, among the first so many records. */
    List<AssignmentEvent> assignments(String job, int prefix) {
        List<AssignmentEvent> counted = new ArrayList<>();
        long highest = 0;
        for (Input.Read read : of(Topic.ASSIGNMENTS).subList(0, prefix)) {
            AssignmentEvent event = (AssignmentEvent) read.event();
            if (event == null || !event.job().equals(job) || event.term() < highest) {
                continue;
            }
            highest = event.term();
            counted.add(event);
            if (event.kind() == AssignmentKind.CLOSED) {
                break;
            }
        }
        return counted;
    }

    boolean closed(String job) {
        List<AssignmentEvent> counted = assignments(job, end(Topic.ASSIGNMENTS));
        return !counted.isEmpty() && counted.get(counted.size() - 1).kind() == AssignmentKind.CLOSED;
    }
}
