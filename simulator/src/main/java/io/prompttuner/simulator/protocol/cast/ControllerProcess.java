package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.decide.Phase;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.log.Partition;
import io.prompttuner.simulator.protocol.log.Producer;
import io.prompttuner.simulator.protocol.rule.ControllerBend;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A controller: claims its term, reads at positions of its own, and does what its decision code asks for. */
public final class ControllerProcess extends Actor {

    private static final long START = 0;
    private static final int LONGEST_LAG_MS = 8_000;
    private static final int LONGEST_SILENCE_MS = 25_000;
    private static final int BAD_MOMENT = 25;

    private final Cast cast;
    private final String name;
    private final Producer producer;
    private final Eyes eyes;
    private final ControllerBend bend;
    private final Map<String, Link> links = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Effect.Visitor hands = new Hands();
    private Input cause = new Input.CaughtUp();
    private long lastAsked;
    private long lastListed;
    private int unanswered;
    private @Nullable Controller core;
    private @Nullable Obedience obedience;

    ControllerProcess(Cast cast, String name) {
        super(cast.timeline, cast.chance);
        this.cast = cast;
        this.name = name;
        this.producer = new Producer(this, timeline, chance, cast.topics);
        this.eyes = new Eyes(this, chance, this::answered);
        this.bend = new ControllerBend(cast.rules::has);
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
        eyes.open(cast, this::read);
        eyes.readTo(START, all -> true);
        eyes.answer();
        tick();
    }

    /** Dies; what it had sent may still arrive. */
    public void crash() {
        end();
        producer.giveUp();
        links.values().forEach(Link::cut);
        cast.findings.note(() -> name + " is gone");
    }

    /** One of the topics reaches it late from now on. */
    public void lagBehind() {
        eyes.lagBehind();
    }

    /** Goes on while its successor starts and some of its workers move there, and is the last to hear of it. */
    public void beCutOff() {
        eyes.overlookSuccessors(chance.between(0, LONGEST_SILENCE_MS));
        cast.startController();
        cast.supervisor.living().stream()
                .filter(worker -> chance.oneIn(2))
                .forEach(worker -> worker.move(chance.between(500, LONGEST_LAG_MS)));
    }

    /** Its successor starts just when it has something to say, which arrives late and before it hears of that. */
    private void beThoughtDead() {
        cast.findings.note(() -> name + " is thought dead");
        int silence = chance.between(0, chance.oneIn(2) ? LONGEST_LAG_MS : LONGEST_SILENCE_MS);
        producer.standStill(silence);
        eyes.overlookSuccessors(silence);
        cast.startController();
    }

    /** Its successor starts and it sleeps; on waking it acts on what it had heard or was acknowledged before. */
    public void fallAsleep() {
        cast.findings.note(() -> name + " falls asleep");
        int sleep = chance.between(0, LONGEST_SILENCE_MS);
        eyes.overlookSuccessors(0);
        standStill(sleep);
        cast.supervisor.living().stream().filter(worker -> chance.oneIn(2)).forEach(worker -> worker.wander(sleep));
        cast.startController();
    }

    /** Goes on at once, and sees what there is. */
    public void comeRound() {
        wakeUp();
        eyes.openWide();
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
        give(new Input.Read(entry.topic(), entry.key(), entry.offset(), bend.read(entry.event())));
    }

    /** Once all that the newest controller said has arrived, and it has heard what others say: are the books right? */
    private void compare(Controller controller) {
        boolean speaksForAll = controller.term() == cast.newestTerm()
                && controller.phase() == Phase.COMMANDING
                && unanswered == 0
                && eyes.isAtEnd(Topic.ASSIGNMENTS);
        if (speaksForAll && obedience != null) {
            obedience.compare(controller);
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

    private void answered(long ticket) {
        give(ticket == START ? new Input.CaughtUp() : new Input.Done(ticket));
    }

    private void give(Input input) {
        if (core == null || !isAlive()) {
            return;
        }
        cause = input;
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
            if (isBadMoment(append)) {
                beThoughtDead();
            }
            unanswered++;
            Optional<Event> written = bend.write(append);
            if (append.event() != null && written.isEmpty()) {
                acknowledged(append);
            } else {
                producer.send(append.topic(), append.key(), written.orElse(null), () -> acknowledged(append));
            }
        }

        /** It would be bad to be replaced around an assignment, worst when the job may end next. */
        private boolean isBadMoment(Effect.Append append) {
            return append.event() instanceof AssignmentEvent event
                    && chance.mishap(event.kind() == AssignmentKind.RELEASED ? BAD_MOMENT / 2 : BAD_MOMENT);
        }

        private void acknowledged(Effect.Append append) {
            unanswered--;
            if (isBadMoment(append)) {
                fallAsleep();
            }
            later(0, () -> give(new Input.Done(append.ticket())));
        }

        @Override
        public void readSteps(Effect.ReadSteps read) {
            Partition steps = cast.topics.partition(Topic.STEPS, read.job());
            readTo(read.ticket(), partition -> partition.equals(steps));
        }

        @Override
        public void lookAtTerms(Effect.LookAtTerms look) {
            boolean looks = bend.looks(cause);
            readTo(look.ticket(), partition -> looks && partition.topic() == Topic.TERMS);
        }

        @Override
        public void readAll(Effect.ReadAll read) {
            readTo(read.ticket(), all -> true);
        }

        private void readTo(long ticket, Predicate<Partition> which) {
            later(chance.delay(), () -> {
                eyes.readTo(ticket, which);
                later(chance.delay(), eyes::answer);
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
        public void warn(Effect.Warn warn) {
            // for a person to read, and nobody reads here
        }

        @Override
        public void stepDown(Effect.StepDown stepDown) {
            cast.findings.note(() -> name + " steps down: " + stepDown.why());
            crash();
        }
    }
}
