package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.decide.Phase;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.log.Partition;
import io.prompttuner.simulator.protocol.log.Producer;
import io.prompttuner.simulator.protocol.log.Reader;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A controller: claims its term, reads at positions of its own, and does what its decision code asks for. */
public final class ControllerProcess extends Actor {

    private static final List<Topic> READS = List.of(
            Topic.JOBS,
            Topic.CANCELS,
            Topic.STEPS,
            Topic.ASSIGNMENTS,
            Topic.FLEET,
            Topic.TERMS,
            Topic.ALLOCATIONS,
            Topic.POOLS,
            Topic.OUTCOMES);

    private static final int LONGEST_LAG_MS = 8_000;
    private static final int LONGEST_SILENCE_MS = 25_000;
    private static final int BAD_MOMENT = 25;

    /** What must be read, to where, before a ticket is answered. */
    private record Wait(long ticket, Map<Partition, Integer> ends) {}

    private final Cast cast;
    private final String name;
    private final Producer producer;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final Map<String, Link> links = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Effect.Visitor hands = new Hands();
    private long lastAsked;
    private long lastListed;
    private int unanswered;
    private @Nullable Controller core;
    private @Nullable Obedience obedience;
    private @Nullable Map<Partition, Integer> startEnds;

    ControllerProcess(Cast cast, String name) {
        super(cast.timeline, cast.chance);
        this.cast = cast;
        this.name = name;
        this.producer = new Producer(this, timeline, chance, cast.topics);
    }

    void start() {
        timeline.after(
                chance.delay(),
                () -> { // on its way, a claim outlives its author
                    Entry claim = cast.topics.append(
                            Topic.TERMS, Role.CONTROLLER.word(), new TermClaim(Role.CONTROLLER, name));
                    cast.claimed(claim.offset());
                    later(chance.delay(), () -> begin(claim.offset()));
                });
    }

    private void begin(long term) {
        core = new Controller(term, cast.setup);
        obedience = new Obedience(cast, term);
        for (Topic topic : READS) {
            for (Partition partition : cast.topics.partitions(topic)) {
                readers.add(new Reader(this, chance, partition, 0, this::read, this::answer));
            }
        }
        startEnds = ends(readers);
        answer();
        tick();
    }

    /** Dies; what it had sent may still arrive. */
    public void crash() {
        end();
        producer.giveUp();
        links.values().forEach(Link::cut);
        cast.findings.note(() -> name + " is gone");
    }

    /** One of the topics reaches it late from now on; often the one that would tell of its successor. */
    public void lagBehind() {
        List<Reader> all = chance.oneIn(2) ? readers : readersOf(Topic.TERMS);
        if (!all.isEmpty()) {
            chance.pick(all).lagBehind(chance.between(200, LONGEST_LAG_MS));
        }
    }

    /** Its successor starts just when it has something to say, which arrives late and before it hears of that. */
    private void beThoughtDead() {
        cast.findings.note(() -> name + " is thought dead");
        int silence = chance.between(0, chance.oneIn(2) ? LONGEST_LAG_MS : LONGEST_SILENCE_MS);
        producer.standStill(silence);
        readersOf(Topic.TERMS).forEach(reader -> reader.lagBehind(silence + chance.between(0, LONGEST_LAG_MS)));
        cast.startController();
    }

    private List<Reader> readersOf(Topic topic) {
        return readers.stream()
                .filter(reader -> reader.partition().topic() == topic)
                .toList();
    }

    /** Whether it has claimed its term. */
    boolean listens() {
        return isAlive() && core != null;
    }

    long term() {
        return core == null ? -1 : core.term();
    }

    /** Whether it has read the topics. */
    boolean hasRead() {
        return core != null && (core.phase() == Phase.ADOPTING || core.phase() == Phase.COMMANDING);
    }

    /** Whether it found this attempt in the log when it had read the topics. */
    boolean found(String job, long attempt) {
        return found.contains(job + "/" + attempt);
    }

    void connect(String worker, Link link) {
        links.put(worker, link);
    }

    void hear(Input.Heard heard) {
        give(heard);
    }

    private void read(Entry entry) {
        if (obedience != null) {
            obedience.read(entry);
        }
        if (!hasRead() && entry.event() instanceof AssignmentEvent event) {
            found.add(event.job() + "/" + event.attempt());
        }
        give(new Input.Read(entry.topic(), entry.key(), entry.offset(), entry.event()));
    }

    /** What the newest controller takes to be bound is bound for every reader, once all that it said has arrived. */
    private void compare(Controller controller) {
        boolean speaksForAll =
                controller.term() == cast.newestTerm() && controller.phase() == Phase.COMMANDING && unanswered == 0;
        if (speaksForAll) {
            controller
                    .bindings()
                    .forEach((job, binding) -> cast.findings.check(
                            cast.court.bound(job) == binding.attempt(),
                            Property.NO_WORK_UNBILLED,
                            () -> "%s is held under %s, but bound is %d"
                                    .formatted(job, binding, cast.court.bound(job))));
        }
    }

    private void tick() {
        give(new Input.Tick(clock()));
        if (core != null) {
            compare(core);
        }
        if (hasRead() && chance.oneIn(2)) {
            askSupervisor(() -> {
                var processes = cast.supervisor.list();
                lastListed = Math.max(lastListed, timeline.now() + chance.delay());
                later(lastListed - timeline.now(), () -> give(new Input.Listed(processes)));
            });
        }
        later(chance.between(400, 900), this::tick);
    }

    /** What one controller asks of the supervisor is done in order, however late. */
    private void askSupervisor(Runnable what) {
        lastAsked = Math.max(lastAsked, timeline.now() + chance.delay());
        timeline.after(lastAsked - timeline.now(), what);
    }

    /** Answers whatever has been read far enough. */
    private void answer() {
        if (startEnds != null && isRead(startEnds)) {
            startEnds = null;
            give(new Input.CaughtUp());
        }
        for (Wait wait : List.copyOf(waits)) {
            if (isAlive() && isRead(wait.ends())) {
                waits.remove(wait);
                give(new Input.Done(wait.ticket()));
            }
        }
    }

    private boolean isRead(Map<Partition, Integer> ends) {
        return readers.stream().allMatch(reader -> reader.position() >= ends.getOrDefault(reader.partition(), 0));
    }

    private static Map<Partition, Integer> ends(List<Reader> readers) {
        Map<Partition, Integer> ends = new LinkedHashMap<>();
        readers.forEach(
                reader -> ends.put(reader.partition(), reader.partition().end()));
        return ends;
    }

    private void give(Input input) {
        if (core == null || !isAlive()) {
            return;
        }
        List<Effect> effects = core.on(input);
        for (Effect effect : effects) {
            cast.findings.note(() -> "%s wants %s".formatted(name, effect));
            if (obedience != null) {
                obedience.check(effect, core);
            }
            effect.accept(hands);
        }
    }

    /** Does what the decision code asks for, some time later. */
    private final class Hands implements Effect.Visitor {

        @Override
        public void append(Effect.Append append) {
            if (append.event() instanceof AssignmentEvent && chance.mishap(BAD_MOMENT)) {
                beThoughtDead();
            }
            unanswered++;
            producer.send(append.topic(), append.key(), append.event(), () -> {
                unanswered--;
                give(new Input.Done(append.ticket()));
            });
        }

        @Override
        public void readSteps(Effect.ReadSteps read) {
            Partition steps = cast.topics.partition(Topic.STEPS, read.job());
            readTo(
                    read.ticket(),
                    readers.stream()
                            .filter(reader -> reader.partition() == steps)
                            .toList());
        }

        @Override
        public void lookAtTerms(Effect.LookAtTerms look) {
            readTo(look.ticket(), readersOf(Topic.TERMS));
        }

        @Override
        public void readAll(Effect.ReadAll read) {
            readTo(read.ticket(), readers);
        }

        private void readTo(long ticket, List<Reader> which) {
            later(chance.delay(), () -> {
                waits.add(new Wait(ticket, ends(which)));
                later(chance.delay(), ControllerProcess.this::answer);
            });
        }

        @Override
        public void tell(Effect.Tell tell) {
            Link link = links.get(tell.worker());
            if (link != null) {
                link.tell(tell.term(), tell.command());
            }
        }

        @Override
        public void startWorker(Effect.StartWorker start) {
            askSupervisor(() -> cast.supervisor.start(start.worker(), start.baseModel()));
        }

        @Override
        public void stopWorker(Effect.StopWorker stop) {
            cast.supervisor.unwanted(stop.worker());
            askSupervisor(() -> cast.supervisor.stop(stop.worker()));
        }

        @Override
        public void removeCheckpoints(Effect.RemoveCheckpoints remove) {
            later(chance.delay(), () -> cast.shelf.remove(remove.jobs()));
        }

        @Override
        public void sweepPrompts(Effect.SweepPrompts sweep) {
            // prompts are not part of these histories
        }

        @Override
        public void stepDown(Effect.StepDown stepDown) {
            cast.findings.note(() -> name + " steps down: " + stepDown.why());
            crash();
        }
    }
}
