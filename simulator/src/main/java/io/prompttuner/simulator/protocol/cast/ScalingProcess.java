package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.policies.Policies;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.scaling.scheduler.Observed;
import io.prompttuner.scaling.scheduler.Scheduler;
import io.prompttuner.scaling.scheduler.SchedulerSettings;
import io.prompttuner.scaling.scheduler.Spoken;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.scaling.tracker.Tracked;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.judge.Replays;
import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.log.Partition;
import io.prompttuner.simulator.protocol.log.Producer;
import io.prompttuner.simulator.protocol.log.Reader;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One start of the scaling job: trackers by job and the scheduler behind them, under an epoch of its own. */
public final class ScalingProcess extends Actor {

    private static final List<Topic> READS =
            List.of(Topic.JOBS, Topic.CANCELS, Topic.STEPS, Topic.ASSIGNMENTS, Topic.FLEET, Topic.TERMS);
    private static final int UNAWARE_MS = 20_000;
    private static final int COALESCE_MS = 20;
    private static final int LATE_CLAIM = 4;
    private static final int LATEST_CLAIM_MS = 5_000;

    private final Cast cast;
    private final String name;
    private final Savepoint from;
    private final Producer producer;
    private final List<Reader> readers = new ArrayList<>();
    private final Map<String, TrackState> tracks;
    private final Map<String, JobSituation> situations;
    private final Map<String, FleetFact> fleet;
    private final Map<String, ModelProfile> profiles;
    private final Set<String> judged;
    private final Set<String> passedOver;
    private final Map<String, Allocation> said = new TreeMap<>();
    private @Nullable Scheduler scheduler;
    private boolean planned;
    private long plannedAt;

    ScalingProcess(Cast cast, String name, Savepoint from) {
        super(cast.timeline, cast.chance);
        this.cast = cast;
        this.name = name;
        this.from = from;
        this.producer = new Producer(this, timeline, chance, cast.topics);
        this.tracks = new TreeMap<>(from.tracks());
        this.situations = new TreeMap<>(from.situations());
        this.fleet = new TreeMap<>(from.fleet());
        this.profiles = new TreeMap<>(from.profiles());
        this.judged = new TreeSet<>(from.judged());
        this.passedOver = passedOver(cast, from);
    }

    void start() {
        int held = chance.mishap(LATE_CLAIM) ? chance.between(0, LATEST_CLAIM_MS) : 0;
        timeline.after(
                held + chance.delay(),
                () -> { // on its way, a claim outlives its author
                    Entry claim =
                            cast.topics.append(Topic.TERMS, Role.SCHEDULER.word(), new TermClaim(Role.SCHEDULER, name));
                    later(chance.delay(), () -> begin(claim.offset()));
                });
    }

    private void begin(long claimed) {
        var restored = new Scheduler(
                new ThrottlingPolicy(new SharingPolicy(Policies.named("edf"))),
                SchedulerSettings.standard(),
                claimed,
                clock());
        restored.restore(situations.values(), fleet.values(), profiles.values());
        restored.restore(from.memory());
        scheduler = restored;
        READS.forEach(this::read);
        tick();
        later(chance.between(1_000, 4_000), this::savepoint);
    }

    /** A tracker without state passes over what is said of jobs that have their outcome. */
    private static Set<String> passedOver(Cast cast, Savepoint from) {
        Set<String> jobs = new TreeSet<>(from.passedOver());
        if (from.positions().isEmpty()) {
            cast.topics.partitions(Topic.OUTCOMES).stream()
                    .flatMap(partition -> partition.left().stream())
                    .forEach(entry -> jobs.add(entry.key()));
        }
        return jobs;
    }

    private void read(Topic topic) {
        for (Partition partition : cast.topics.partitions(topic)) {
            int position = from.positions().getOrDefault(partition, 0);
            var reader = new Reader(this, chance, partition, position, this::take, () -> {});
            if (topic == Topic.TERMS) {
                reader.lagBehind(chance.between(0, UNAWARE_MS));
            }
            readers.add(reader);
        }
    }

    /** Dies; what it had sent may still arrive. */
    public void crash() {
        cast.findings.note(() -> name + " is gone");
        end();
        producer.giveUp();
    }

    /** One of the topics reaches it late from now on. */
    public void lagBehind() {
        if (!readers.isEmpty()) {
            chance.pick(readers).lagBehind(chance.between(200, 6_000));
        }
    }

    /** State, positions, and everything said so far acknowledged, at one point. */
    private void savepoint() {
        producer.flush();
        Map<Partition, Integer> positions = new LinkedHashMap<>(from.positions());
        readers.forEach(reader -> positions.put(reader.partition(), reader.position()));
        if (scheduler != null) {
            cast.keep(
                    this,
                    new Savepoint(
                            positions,
                            new TreeMap<>(tracks),
                            new TreeMap<>(situations),
                            new TreeMap<>(fleet),
                            new TreeMap<>(profiles),
                            scheduler.memory(),
                            new TreeSet<>(judged),
                            new TreeSet<>(passedOver)));
        }
        later(chance.between(2_000, 9_000), this::savepoint);
    }

    private void take(Entry entry) {
        if (entry.event() instanceof TermClaim claim) {
            claimed(claim, entry.offset());
        } else if (entry.topic() == Topic.FLEET) {
            fleet(entry);
        } else if (entry.event() != null && !passedOver.contains(entry.key())) {
            TrackState before = tracks.getOrDefault(entry.key(), TrackState.UNKNOWN);
            follow(entry.key(), cast.tracker.take(before, Replays.fact(entry), clock()));
        }
    }

    private void claimed(TermClaim claim, long term) {
        boolean superseded = claim.role() == Role.SCHEDULER && scheduler != null && scheduler.isSucceededBy(term);
        if (superseded && cast.heed) {
            cast.findings.note(() -> name + " is superseded by " + claim.identity());
            crash(); // and the job is started again
        }
    }

    private void fleet(Entry entry) {
        var origin = new Origin(entry.topic().fullName(), entry.partition(), entry.offset(), entry.at());
        var fact = new FleetFact(origin, entry.key(), (FleetEvent) entry.event());
        if (scheduler != null) {
            Observed observed = scheduler.observe(fact);
            if (fact.event() == null) {
                fleet.remove(entry.key());
            } else if (observed.kept()) {
                fleet.put(entry.key(), fact);
            }
            observed(observed);
        }
    }

    private void follow(String job, Tracked tracked) {
        if (tracked.state().isBlank()) {
            tracks.remove(job);
        } else {
            tracks.put(job, tracked.state());
        }
        if (tracked.said() != null) {
            boolean left = judged.contains(job) && !tracked.said().phase().isFinal();
            cast.findings.check(!left, Property.FINAL_STATE, () -> name + " leaves it: " + tracked.said());
            if (tracked.said().phase().isFinal()) {
                judged.add(job);
            }
            producer.send(tracked.said());
        }
        if (tracked.outcome() != null) {
            producer.send(tracked.outcome());
        }
        tracked.strays().forEach(producer::send);
        if (tracked.situation() != null && scheduler != null) {
            situation(scheduler, tracked.situation());
        }
    }

    private void situation(Scheduler to, JobSituation situation) {
        if (situation.gone()) {
            situations.remove(situation.job());
        } else {
            situations.put(situation.job(), situation);
        }
        observed(to.observe(situation));
    }

    private void observed(Observed observed) {
        if (observed.learnt() != null) {
            profiles.put(observed.learnt().baseModel(), observed.learnt());
        }
        if (observed.urgent() && timeline.now() - plannedAt >= COALESCE_MS) {
            plan();
        } else if (!planned) {
            planned = true;
            later(COALESCE_MS, this::plan);
        }
    }

    private void tick() {
        Instant now = clock();
        for (String job : List.copyOf(tracks.keySet())) {
            TrackState state = tracks.get(job);
            if (state != null) {
                follow(job, cast.tracker.tick(state, now));
                jobsAreRead(job);
            }
        }
        plan();
        later(chance.between(500, 1_200), this::tick);
    }

    /** Whatever waits for its job does so until the job's partition is read beyond it. */
    private void jobsAreRead(String job) {
        TrackState state = tracks.get(job);
        Partition jobs = cast.topics.partition(Topic.JOBS, job);
        boolean atEnd = readers.stream().anyMatch(reader -> reader.partition() == jobs && reader.isAtEnd());
        if (state != null && atEnd) {
            follow(job, cast.tracker.jobsReadTo(state, timeline.clock(-1)));
        }
    }

    private void plan() {
        planned = false;
        plannedAt = timeline.now();
        if (scheduler == null) {
            return;
        }
        Spoken spoken = scheduler.plan(clock());
        spoken.allocations().forEach(allocation -> {
            said.put(allocation.job(), allocation);
            producer.send(allocation);
        });
        spoken.forgotten().forEach(job -> {
            said.remove(job);
            producer.send(Topic.ALLOCATIONS, job, null, () -> {});
        });
        spoken.pools().forEach(producer::send);
        int wanted = said.values().stream().mapToInt(Allocation::workers).sum();
        cast.findings.check(
                wanted <= cast.setup.capacity(), Property.CAPACITY, () -> name + " wants too much: " + said.values());
    }
}
