package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.log.Producer;
import io.prompttuner.simulator.protocol.rule.Rule;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.Effect;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.trainer.worker.Happening;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Phase;
import io.prompttuner.trainer.worker.Turn;
import io.prompttuner.trainer.worker.WorkerRule;
import io.prompttuner.trainer.worker.WorkerState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker process around {@code WorkerRule}: its stream, its clock and the one run it may have. */
public final class Worker extends Actor {

    private static final int KILLED_AFTER_MS = 8_000;
    private static final int LOST_AFTER_MS = 8_500;

    private final Cast cast;
    private final String id;
    private final String baseModel;
    private final String hash;
    private final Producer producer;
    private WorkerState state;
    private @Nullable Link link;
    private @Nullable TuningRun run;
    private long streams;
    private long noLinkUntil;
    private boolean strays;

    Worker(Cast cast, String id, String baseModel) {
        super(cast.timeline, cast.chance);
        this.cast = cast;
        this.id = id;
        this.baseModel = baseModel;
        this.hash = Objects.requireNonNull(cast.setup.models().get(baseModel)).hash();
        this.producer = new Producer(this, timeline, chance, cast.topics);
        this.state = WorkerState.begin(clock());
    }

    String id() {
        return id;
    }

    String baseModel() {
        return baseModel;
    }

    Producer producer() {
        return producer;
    }

    void start() {
        later(chance.between(300, 2_000), () -> happens(new Happening.Loaded(1, "")));
        if (chance.mishap(30)) {
            later(chance.between(100, 300), () -> happens(new Happening.Broken("it can't be loaded")));
        }
        connect();
        tick();
    }

    /** Whether others who share a job with it hear of it. */
    boolean isReachable() {
        return isAlive() && !standsStill();
    }

    /** Whether it holds no job. */
    public boolean isFree() {
        return state.holding() == null;
    }

    // what goes wrong

    /** Dies; what it had sent may still arrive. */
    public void crash() {
        if (isAlive()) {
            cast.findings.note(() -> id + " dies");
            end();
            producer.giveUp();
            cut();
        }
    }

    /** Stands still for ever, with all it holds: its process is there, and its stream stays open. */
    public void hang() {
        cast.findings.note(() -> id + " hangs");
        hangForEver();
    }

    /** Loses its stream; the next may lead to a controller that is no longer the newest. */
    public void stray() {
        strays = true;
        cut();
    }

    /** Changes its controller after so long. */
    void move(long millis) {
        timeline.after(millis, this::cut);
    }

    /** Changes its controller twice in so long, and may so come back to the one it had. */
    void wander(long millis) {
        move(millis / 3);
        timeline.after(2 * millis / 3, this::stray);
    }

    /** Is out of reach for so long, and works on. */
    public void isolate(long millis) {
        cast.findings.note(() -> id + " is out of reach for " + millis + " ms");
        noLinkUntil = timeline.now() + millis;
        if (chance.oneIn(2)) {
            producer.standStill(chance.between(0, (int) millis));
        }
        if (link != null && chance.oneIn(2)) {
            link.fallSilent();
        } else {
            cut();
        }
    }

    /** Neither controller nor broker hear of it for long enough to take it for dead. */
    void loseTouch() {
        long millis = chance.between(LOST_AFTER_MS, 3 * LOST_AFTER_MS);
        isolate(millis);
        producer.standStill(millis);
    }

    private void cut() {
        if (link != null) {
            link.cut();
        }
    }

    // its stream

    private void connect() {
        List<ControllerProcess> open =
                cast.controllers().stream().filter(ControllerProcess::listens).toList();
        boolean reaches = chance.isCalm() || timeline.now() >= noLinkUntil;
        if (link == null && reaches && !open.isEmpty()) {
            boolean any = strays ? !chance.isCalm() : chance.mishap(4);
            ControllerProcess to = any ? chance.pick(open) : open.get(open.size() - 1);
            strays = false;
            link = new Link(cast, this, to, ++streams);
            to.connect(id, link);
            happens(new Happening.Connected());
        }
        later(chance.between(300, 1_500), this::connect);
    }

    void lose(Link lost) {
        if (link == lost) {
            link = null;
            happens(new Happening.Disconnected());
        }
    }

    void hear(Happening.Told told) {
        cast.findings.note(() -> "%s hears %s".formatted(id, told));
        WorkerState before = state;
        boolean ignores = cast.rules.has(Rule.OLD_TERMS_IGNORED);
        happens(ignores ? told : new Happening.Told(Math.max(told.term(), before.term()), told.command()));
        cast.findings.check(
                told.term() >= before.term() || state.equals(before),
                Property.STALE_CONTROLLER,
                () -> "%s has seen term %d and obeys %s".formatted(id, before.term(), told));
    }

    private void tick() {
        happens(new Happening.Tick());
        later(1_000, this::tick);
    }

    /** The supervisor wants it gone. */
    void shutDown() {
        later(0, () -> happens(new Happening.ShuttingDown()));
        timeline.after(KILLED_AFTER_MS, this::crash);
    }

    void happens(Happening happening) {
        Turn turn = WorkerRule.DEFAULT.on(state, happening, clock());
        state = turn.state();
        turn.effects().forEach(this::carryOut);
        if (run != null) {
            run.look();
        }
        boolean gone = state.phase() instanceof Phase.Closed || state.phase() instanceof Phase.Broken;
        if (gone && isAlive()) {
            later(chance.delay(), this::crash);
        }
    }

    private void carryOut(Effect effect) {
        effect.match(this::say, this::begin, this::reconnect);
    }

    private void say(FleetMessage message) {
        if (link != null) {
            link.say(Commands.asHeard(inConfidence(message), baseModel, hash));
        }
    }

    private FleetMessage inConfidence(FleetMessage message) {
        boolean keepsBack = !cast.rules.has(Rule.TERM_TOLD_WHEN_ATTACHING);
        return keepsBack && message instanceof FleetMessage.Attached attached
                ? new FleetMessage.Attached(0, attached.warm(), attached.numerics(), attached.holding())
                : message;
    }

    private void reconnect() {
        if (link != null) {
            link.giveUp();
            link = null;
        }
    }

    private void begin(Command.Assign assign) {
        String job = assign.job().job();
        cast.findings.note(() -> "%s begins attempt %d of %s".formatted(id, assign.attempt(), job));
        cast.findings.check(
                cast.court.isBound(job, assign.attempt()),
                Property.NO_WORK_UNBILLED,
                () -> "%s begins attempt %d of %s, which no record that counts has bound"
                        .formatted(id, assign.attempt(), job));
        for (ControllerProcess newer : cast.controllers()) {
            boolean older = Attempts.term(assign.attempt()) < newer.term();
            cast.findings.check(
                    !older || !newer.hasRead() || newer.found(job, assign.attempt()),
                    Property.KNOWN_ATTEMPT,
                    () -> "%s begins attempt %d of %s, which term %d has not found"
                            .formatted(id, assign.attempt(), job, newer.term()));
        }
        run = new TuningRun(cast, this, assign);
    }

    // for its run

    Order atBoundary(long step) {
        happens(new Happening.Boundary(step));
        return pending();
    }

    Order pending() {
        return state.phase().busy().map(Phase.Busy::order).orElseGet(Order.Leave::new);
    }

    void finish(TuningRun over, Happening.Finished finished) {
        if (run == over) {
            run = null;
        }
        cast.findings.note(() -> "%s lets go: %s".formatted(id, finished));
        happens(finished);
    }

    @Override
    public String toString() {
        return id;
    }
}
