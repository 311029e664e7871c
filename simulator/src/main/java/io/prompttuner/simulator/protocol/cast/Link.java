package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Input.Heard;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.trainer.worker.Happening;

/**
 * One stream between a worker and a controller: in order both ways, until it is cut. What is on its way then may be lost,
 * or may be the last that is heard.
 */
final class Link {

    private final Cast cast;
    private final Worker worker;
    private final ControllerProcess controller;
    private final long number;
    private boolean cut;
    private boolean lost;
    private long lastUp;
    private long lastDown;

    Link(Cast cast, Worker worker, ControllerProcess controller, long number) {
        this.cast = cast;
        this.worker = worker;
        this.controller = controller;
        this.number = number;
    }

    boolean leadsTo(ControllerProcess other) {
        return controller == other;
    }

    void say(WorkerMessage message) {
        if (cut) {
            return;
        }
        lastUp = Math.max(lastUp, cast.timeline.now() + cast.chance.delay());
        bring(lastUp, controller, () -> controller.hear(new Heard(worker.id(), number, message)));
    }

    void tell(long term, Command command) {
        if (cut) {
            return;
        }
        lastDown = Math.max(lastDown, cast.timeline.now() + cast.chance.delay());
        var told = new Happening.Told(term, Commands.asHeard(command));
        bring(lastDown, worker, () -> worker.hear(told));
    }

    /** What has arrived before the cut is heard, even by somebody who stands still until after it. */
    private void bring(long at, Actor to, Runnable heard) {
        cast.timeline.after(at - cast.timeline.now(), () -> {
            if (!lost) {
                to.later(0, heard);
            }
        });
    }

    /** Both ends learn of it, each in its own time. */
    void cut() {
        if (!cut) {
            cut = true;
            lost = cast.chance.oneIn(2);
            close();
            lastDown = Math.max(lastDown, cast.timeline.now() + cast.chance.delay());
            worker.later(lastDown - cast.timeline.now(), () -> worker.lose(this));
        }
    }

    /** Nothing comes through any more, and neither end is told: each has to notice the silence. */
    void fallSilent() {
        cut = true;
        lost = true;
    }

    /** The controller's end is closed by a worker that has given the stream up. */
    void giveUp() {
        fallSilent();
        close();
    }

    private void close() {
        lastUp = Math.max(lastUp, cast.timeline.now() + cast.chance.delay());
        controller.later(
                lastUp - cast.timeline.now(),
                () -> controller.hear(new Heard(worker.id(), number, new WorkerMessage.Closed())));
    }
}
