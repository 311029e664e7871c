package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics of the platform, and tells whether they are as the contract says.
 *
 * <p>Making is idempotent and changes no topic that is there: a different number of partitions would send keys elsewhere.
 */
public final class TopicSetup implements AutoCloseable {

    /** Compaction leaves the newest segment alone, and who folds a topic reads it whole: small segments keep that short. */
    private static final String COMPACTED_SEGMENT_BYTES = String.valueOf(16 << 20);

    private static final long POLL_NANOS = 50_000_000;

    private final KafkaConnection connection;
    private final Admin admin;
    private final BrokerFailure failure;

    private TopicSetup(KafkaConnection connection) {
        this.connection = connection;
        this.admin = connection.open(settings -> {
            settings.put(
                    "default.api.timeout.ms",
                    Math.toIntExact(connection.patience().toMillis()));
            return Admin.create(settings);
        });
        this.failure = new BrokerFailure(connection);
    }

    public static TopicSetup connect(KafkaConnection connection) {
        return new TopicSetup(connection);
    }

    /** Makes what is missing; returns when all topics can be used. */
    public void makeMissing() {
        Set<String> present = present();
        List<NewTopic> missing = Arrays.stream(Topic.values())
                .filter(topic -> !present.contains(topic.fullName()))
                .map(TopicSetup::newTopic)
                .toList();
        admin.createTopics(missing).values().forEach(this::awaitMade);
        awaitPresent();
    }

    /** Every topic that is missing or differs, in one line each. */
    public List<String> faults() {
        Set<String> present = present();
        Map<String, TopicLayout> found = layouts(present);
        List<String> faults = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            TopicLayout there = found.get(topic.fullName());
            if (there == null) {
                faults.add(topic.fullName() + ": missing");
            } else {
                faults.addAll(TopicLayout.of(topic).differencesTo(there));
            }
        }
        return faults;
    }

    /** What a program does before it starts: goes on, or stops with all faults at once. */
    public void requireFit() {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new UnfitTopicsException(connection, faults);
        }
    }

    @Override
    public void close() {
        admin.close(connection.requestTimeout());
    }

    private void awaitMade(String name, KafkaFuture<Void> made) {
        try {
            failure.await("make topic " + name, made);
        } catch (BrokerRefusedException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) { // somebody made it in the meantime
                throw refused;
            }
        }
    }

    /** The controller has made them; the broker learns of it a moment later. */
    private void awaitPresent() {
        long giveUp = System.nanoTime() + connection.patience().toNanos();
        while (present().size() < Topic.values().length) {
            if (System.nanoTime() - giveUp > 0) {
                throw new BrokerAwayException(connection, "the topics just made do not appear", null);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private Set<String> present() {
        Set<String> names = failure.await("list topics", admin.listTopics().names());
        return Arrays.stream(Topic.values())
                .map(Topic::fullName)
                .filter(names::contains)
                .collect(Collectors.toSet());
    }

    private Map<String, TopicLayout> layouts(Set<String> names) {
        Map<String, TopicDescription> descriptions =
                failure.await("describe topics", admin.describeTopics(names).allTopicNames());
        List<ConfigResource> resources =
                names.stream().map(TopicSetup::resource).toList();
        Map<ConfigResource, Config> configs = failure.await(
                "read topic settings", admin.describeConfigs(resources).all());
        Map<String, TopicLayout> layouts = new HashMap<>();
        descriptions.forEach((name, description) ->
                layouts.put(name, layout(description, Objects.requireNonNull(configs.get(resource(name))))));
        return layouts;
    }

    private static TopicLayout layout(TopicDescription description, Config config) {
        Map<String, String> settings = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        return new TopicLayout(description.name(), description.partitions().size(), settings);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** As many replicas as the broker makes by default: one on a laptop, three on a cluster. */
    private static NewTopic newTopic(Topic topic) {
        TopicLayout layout = TopicLayout.of(topic);
        Map<String, String> settings = new HashMap<>(layout.settings());
        if (topic.compacted()) {
            settings.put("segment.bytes", COMPACTED_SEGMENT_BYTES);
        }
        return new NewTopic(layout.name(), Optional.of(layout.partitions()), Optional.empty()).configs(settings);
    }
}
