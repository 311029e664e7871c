package io.prompttuner.controller.history;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A worker as the contract describes it, reduced to what the controller can see of it. */
final class PlayedWorker {

    private static final int TARGET_STEP = 4;

    final String id;
    boolean alive = true;
    private final World world;
    private final Deque<Effect.Tell> told = new ArrayDeque<>();
    private @Nullable Site link;
    private long stream;
    private long seenTerm;
    private @Nullable String job;
    private long attempt;
    private int step;
    private double scale;
    private @Nullable EndReason ending;
    private @Nullable Team team;
    private Command.@Nullable Assign next;
    private boolean ended;

    PlayedWorker(World world, String id) {
        this.world = world;
        this.id = id;
    }

    boolean isIdle() {
        return job == null;
    }

    boolean isAtWorkOn(String name) {
        return alive && name.equals(job);
    }

    boolean isLinkedTo(Site site) {
        return link == site;
    }

    void hear(Effect.Tell tell) {
        told.add(tell);
    }

    void act(SplittableRandom random) {
        if (link == null || link.isOver() || !world.isUp(link)) {
            attach(random);
        } else if (!told.isEmpty() && random.nextInt(3) > 0) {
            obey(told.remove());
        } else if (job != null && random.nextInt(3) > 0) {
            work(random);
        } else {
            say(new WorkerMessage.Heartbeat(holding()));
        }
    }

    /** The link breaks; what was on its way may be lost. */
    void cut(SplittableRandom random) {
        Site site = link;
        if (site == null) {
            return;
        }
        if (random.nextBoolean()) {
            site.inbox.removeIf(input -> input instanceof Input.Heard heard
                    && heard.worker().equals(id)
                    && !(heard.message() instanceof WorkerMessage.Attached));
        }
        say(new WorkerMessage.Closed());
        link = null;
        told.clear();
    }

    void die(SplittableRandom random) {
        cut(random);
        alive = false;
        free();
    }

    private void attach(SplittableRandom random) {
        told.clear();
        link = world.anyServing(random);
        if (link != null) {
            stream++;
            say(new WorkerMessage.Attached(World.MODEL, World.HASH, 1, seenTerm, true, id + ":1", "", holding()));
        }
    }

    private void obey(Effect.Tell tell) {
        if (tell.term() < seenTerm) {
            return;
        }
        seenTerm = tell.term();
        if (tell.command() instanceof Command.Assign assign) {
            assigned(assign);
        } else if (tell.command() instanceof Command.Resize resize && is(resize.job(), resize.attempt())) {
            resized(resize.team());
        } else if (tell.command() instanceof Command.Pause pause && is(pause.job(), pause.attempt()) && !ended) {
            checkpoint();
            letGo(WorkerMessage.Why.PAUSED);
        } else if (tell.command() instanceof Command.Stop stop && is(stop.job(), stop.attempt()) && ending == null) {
            ending = EndReason.CANCEL_REQUESTED;
        } else if (tell.command() instanceof Command.Drop drop && is(drop.job(), drop.attempt())) {
            letGo(WorkerMessage.Why.DROPPED);
        }
    }

    private void assigned(Command.Assign assign) {
        String name = assign.job().job();
        if (job == null) {
            job = name;
            step = world.checkpoint(job);
        } else if (is(name, assign.attempt())) {
            resized(assign.team());
            return;
        } else if (!name.equals(job) || assign.attempt() < attempt) {
            return;
        } else if (ending != null) {
            next = assign;
            return;
        }
        attempt = assign.attempt();
        scale = assign.batchScale();
        team = assign.team();
        world.took(this, name, attempt);
    }

    private void resized(Team newer) {
        if (generation() < newer.generation()) {
            team = newer;
        }
    }

    private long generation() {
        return team == null ? 0 : team.generation();
    }

    private boolean isMember() {
        return team != null
                && team.seats().stream().anyMatch(seat -> seat.worker().equals(id));
    }

    private boolean is(String name, long number) {
        return name.equals(job) && attempt == number;
    }

    private void work(SplittableRandom random) {
        if (ended) {
            letGo(WorkerMessage.Why.ENDED);
        } else if (!isMember()) {
            letGo(WorkerMessage.Why.LEFT);
        } else if (!world.leads(this, Objects.requireNonNull(team))) {
            step = Math.max(step, world.checkpoint(held())); // computes, and says nothing
        } else if (ending != null) {
            EndKind kind = ending == EndReason.TARGET_MET ? EndKind.SUCCEEDED : EndKind.CANCELLED;
            world.logs.append(
                    Topic.STEPS,
                    StepEvent.ended(held(), attempt, step, id, new Ended(kind, ending, "best", 0.1, 1.0, null)));
            ended = true;
        } else if (step >= TARGET_STEP) {
            ending = EndReason.TARGET_MET;
        } else {
            step++;
            world.logs.append(Topic.STEPS, StepEvent.step(held(), attempt, step, id, new Measured(1, 1, 1, scale)));
            if (random.nextInt(3) == 0) {
                checkpoint();
            }
        }
    }

    private void checkpoint() {
        world.saved(held(), step);
        world.logs.append(
                Topic.STEPS, StepEvent.checkpointed(held(), attempt, step, id, new Checkpointed("best", 0.1, 1.0)));
    }

    private void letGo(WorkerMessage.Why why) {
        say(new WorkerMessage.LetGo(Objects.requireNonNull(holding()), why, ""));
        Command.Assign waiting = next;
        free();
        if (waiting != null) {
            assigned(waiting);
        }
    }

    private void free() {
        job = null;
        attempt = 0;
        team = null;
        ending = null;
        ended = false;
        next = null;
    }

    private String held() {
        return Objects.requireNonNull(job);
    }

    @Nullable Holding holding() {
        return job == null ? null : new Holding(job, attempt, step, scale, generation());
    }

    private void say(WorkerMessage message) {
        if (link != null) {
            link.inbox.add(new Input.Heard(id, stream, message));
        }
    }
}
