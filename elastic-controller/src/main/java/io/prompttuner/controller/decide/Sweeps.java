package io.prompttuner.controller.decide;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.wire.event.Outcome;
import java.util.Set;

/**
 * Keeps the stores clean: checkpoints of jobs with an outcome go at once and, as zombies leave some, again and again;
 * prompts that nobody names go after two looks, each with all topics read to their ends and then {@code terms} looked at.
 */
final class Sweeps {

    private enum Step {
        IDLE,
        READING,
        LOOKING
    }

    private final Desk desk;
    private Step step = Step.IDLE;
    private boolean last;
    private long ticket;
    private long next;

    Sweeps(Desk desk) {
        this.desk = desk;
    }

    void finished(Outcome outcome) {
        if (desk.phase() == Phase.COMMANDING) {
            desk.out.add(new Effect.RemoveCheckpoints(Set.of(outcome.job())));
        }
    }

    void review() {
        if (desk.phase() == Phase.COMMANDING && step == Step.IDLE && desk.now() >= next) {
            next = desk.now() + desk.setup.windows().sweep().toMillis();
            desk.out.add(new Effect.RemoveCheckpoints(desk.jobs.finished()));
            last = false;
            read();
        }
    }

    boolean awaits(long answer) {
        return step != Step.IDLE && ticket == answer;
    }

    void goOn() {
        if (step == Step.READING) {
            step = Step.LOOKING;
            ticket = desk.out.lookAtTerms();
            return;
        }
        step = Step.IDLE;
        desk.out.add(new Effect.SweepPrompts(desk.jobs.prompts(), last));
        if (!last) {
            last = true;
            read();
        }
    }

    private void read() {
        step = Step.READING;
        ticket = desk.out.readAll();
    }
}
