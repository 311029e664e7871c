package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Input.Heard;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.trainer.worker.Happening;

/** One stream between a worker and a controller: in order both ways, until it is cut. What is on its way then is lost. */
final class Link {

    private final Cast cast;
    private final Worker worker;
    private final ControllerProcess controller;
    private final long number;
    private boolean cut;
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
        lastUp = Math.max(lastUp, cast.timeline.now() + cast.chance.delay());
        controller.later(lastUp - cast.timeline.now(), () -> {
            if (!cut) {
                controller.hear(new Heard(worker.id(), number, message));
            }
        });
    }

    void tell(long term, Command command) {
        lastDown = Math.max(lastDown, cast.timeline.now() + cast.chance.delay());
        var told = new Happening.Told(term, Commands.asHeard(command));
        worker.later(lastDown - cast.timeline.now(), () -> {
            if (!cut) {
                worker.hear(told);
            }
        });
    }

    /** Both ends learn of it, each in its own time. */
    void cut() {
        if (!cut) {
            cut = true;
            controller.later(
                    cast.chance.delay(),
                    () -> controller.hear(new Heard(worker.id(), number, new WorkerMessage.Closed())));
            worker.later(cast.chance.delay(), () -> worker.lose(this));
        }
    }

    /** Nothing comes through any more, and neither end is told: each has to notice the silence. */
    void fallSilent() {
        cut = true;
    }

    /** The controller's end is closed by a worker that has given the stream up. */
    void giveUp() {
        cut = true;
        controller.later(
                cast.chance.delay(), () -> controller.hear(new Heard(worker.id(), number, new WorkerMessage.Closed())));
    }
}
