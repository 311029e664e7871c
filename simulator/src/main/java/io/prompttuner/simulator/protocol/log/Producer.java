package io.prompttuner.simulator.protocol.log;

import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.simulator.protocol.time.Timeline;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends for one process. What is sent to one partition arrives in order, some of it twice; what is on its way when the
 * process dies may still arrive, from the first record on up to any.
 */
public final class Producer {

    private static final int TWICE = 40;

    private final Actor owner;
    private final Timeline timeline;
    private final Chance chance;
    private final Topics topics;
    private final Map<Partition, Lane> lanes = new LinkedHashMap<>();
    private long outOfReachUntil;

    public Producer(Actor owner, Timeline timeline, Chance chance, Topics topics) {
        this.owner = owner;
        this.timeline = timeline;
        this.chance = chance;
        this.topics = topics;
    }

    public void send(Event event) {
        send(topicOf(event), event.key(), event, () -> {});
    }

    /**
     * Sends a record, or a tombstone.
     *
     * @param acknowledged is told some time after the record has arrived, unless its sender has died
     */
    public void send(Topic topic, String key, @Nullable Event event, Runnable acknowledged) {
        Lane lane = lanes.computeIfAbsent(topics.partition(topic, key), Lane::new);
        var sent = new Sent(topic, key, event, acknowledged);
        lane.onTheWay.add(sent);
        long earliest = chance.isCalm() ? timeline.now() : Math.max(timeline.now(), outOfReachUntil);
        lane.last = Math.max(lane.last, earliest + chance.delay());
        timeline.after(lane.last - timeline.now(), () -> arriveOnceThere(lane, sent));
    }

    /** The broker is out of reach for so long: what is sent from now on arrives after that. */
    public void standStill(long millis) {
        outOfReachUntil = timeline.now() + millis;
    }

    /** Everything on its way arrives at once. */
    public void flush() {
        for (Lane lane : lanes.values()) {
            while (!lane.onTheWay.isEmpty()) {
                arrive(lane, lane.onTheWay.getFirst());
            }
        }
    }

    /** Gives up what is on its way, as far as it is not too late. */
    public void giveUp() {
        for (Lane lane : lanes.values()) {
            List<Sent> sent = new ArrayList<>(lane.onTheWay);
            int kept = sent.isEmpty() ? 0 : chance.between(0, sent.size());
            sent.subList(kept, sent.size()).forEach(lane.onTheWay::remove);
        }
    }

    private void arriveOnceThere(Lane lane, Sent sent) {
        long away = lane.partition.away();
        if (away > 0) {
            lane.last = Math.max(lane.last, timeline.now() + away);
            timeline.after(away, () -> arriveOnceThere(lane, sent));
        } else {
            arrive(lane, sent);
        }
    }

    private void arrive(Lane lane, Sent sent) {
        if (lane.onTheWay.remove(sent)) {
            topics.receive(sent.topic, sent.key, sent.event);
            if (sent.topic != Topic.TERMS && chance.mishap(TWICE)) {
                topics.receive(sent.topic, sent.key, sent.event);
            }
            owner.later(chance.delay(), sent.acknowledged);
        }
    }

    private static Topic topicOf(Event event) {
        for (Topic topic : Topic.values()) {
            if (topic.type() == event.getClass()) {
                return topic;
            }
        }
        throw new IllegalArgumentException("no topic carries " + event);
    }

    private static final class Lane {
        private final Partition partition;
        private final Deque<Sent> onTheWay = new ArrayDeque<>();
        private long last;

        Lane(Partition partition) {
            this.partition = partition;
        }
    }

    /** By identity: the same event may be sent twice. */
    private static final class Sent {
        private final Topic topic;
        private final String key;
        private final @Nullable Event event;
        private final Runnable acknowledged;

        Sent(Topic topic, String key, @Nullable Event event, Runnable acknowledged) {
            this.topic = topic;
            this.key = key;
            this.event = event;
            this.acknowledged = acknowledged;
        }
    }
}
