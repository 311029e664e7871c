package io.prompttuner.controller.decide;

import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.ledger.Stage;
import io.prompttuner.controller.message.Input.Read;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.TermClaim;
import org.jspecify.annotations.Nullable;

/** Enters what the topics say into the books. */
final class Records {

    private final Desk desk;
    private final Bindings bindings;
    private final FleetNews news;
    private final Sweeps sweeps;

    Records(Desk desk, Bindings bindings, FleetNews news, Sweeps sweeps) {
        this.desk = desk;
        this.bindings = bindings;
        this.news = news;
        this.sweeps = sweeps;
    }

    void enter(Read read) {
        @Nullable Event event = read.event();
        switch (read.topic()) {
            case FLEET -> fleet(read.key(), (FleetEvent) event);
            case ALLOCATIONS -> allocation(read.key(), (Allocation) event);
            case POOLS -> pool(read.key(), (PoolTarget) event);
            default -> {
                if (event != null) {
                    fact(read.offset(), event);
                }
            }
        }
    }

    private void fact(long offset, Event event) {
        if (event instanceof StepEvent report) {
            desk.jobs.enter(report.job()).ifPresent(job -> report(job, report));
        } else if (event instanceof JobSubmitted submitted) {
            desk.jobs.enter(submitted.job()).ifPresent(job -> {
                job.submitted(submitted);
                desk.touch(job);
            });
        } else if (event instanceof CancelRequested cancel) {
            desk.jobs.enter(cancel.job()).ifPresent(job -> {
                job.cancelRequested();
                desk.touch(job);
            });
        } else if (event instanceof AssignmentEvent assignment) {
            assignment(assignment);
        } else if (event instanceof Outcome outcome) {
            outcome(outcome);
        } else if (event instanceof TermClaim claim) {
            claim(claim, offset);
        }
    }

    private void report(Job job, StepEvent report) {
        job.add(report);
        if (job.end().isPresent() && job.stage() == Stage.END_SENT) {
            job.settle();
        }
        if (report.ended() != null || report.checkpointed() != null) {
            desk.touch(job);
        }
    }

    private void claim(TermClaim claim, long offset) {
        if (claim.role() == Role.CONTROLLER && offset > desk.term) {
            desk.stepDown("term %d was claimed by %s".formatted(offset, claim.identity()));
        } else if (claim.role() == Role.SCHEDULER && offset > desk.wishes.epoch()) {
            desk.wishes.claimed(offset);
            bindings.forgetWishes();
        }
    }

    private void assignment(AssignmentEvent event) {
        if (event.term() > desk.term) {
            desk.stepDown("term %d stands in the assignments".formatted(event.term()));
            return;
        }
        boolean own = event.term() == desk.term; // it knows what it says, but not yet what came before it in the log
        desk.jobs.enter(event.job()).filter(job -> job.read(event) && !own).ifPresent(job -> {
            if (desk.phase() == Phase.READING) {
                job.add(event);
            } else {
                late(job, event);
            }
        });
    }

    /** An older controller still writes, and nothing of ours stands before it, though some may be on its way. */
    private void late(Job job, AssignmentEvent event) {
        boolean held =
                job.open().filter(open -> open.attempt() == event.attempt()).isPresent();
        if (event.kind() == AssignmentKind.CLOSED) {
            job.close();
            bindings.relieve(job);
        } else if (event.kind() == AssignmentKind.BOUND && !held && !job.isClosed()) {
            bindings.disown(job, event);
        }
    }

    private void outcome(Outcome outcome) {
        desk.jobs.find(outcome.job()).ifPresent(bindings::relieve);
        desk.jobs.finish(outcome);
        desk.wishes.forgetJob(outcome.job());
        sweeps.finished(outcome);
    }

    private void fleet(String key, @Nullable FleetEvent event) {
        if (event != null && event.term() > desk.term) {
            desk.stepDown("term %d stands in the fleet".formatted(event.term()));
        } else if (desk.phase() == Phase.READING) {
            known(key, event);
        } else if (event == null ? isToStay(key) : event.term() < desk.term) {
            news.saidByAnother(key);
        }
    }

    private boolean isToStay(String key) {
        return desk.fleet.find(key).filter(worker -> !worker.isLeaving()).isPresent();
    }

    /** The last word on a worker before this controller. */
    private void known(String key, @Nullable FleetEvent event) {
        if (event == null) {
            desk.fleet.find(key).filter(worker -> !worker.wasEverAttached()).ifPresent(gone -> desk.fleet.remove(key));
        } else if (event.worker() != null) {
            desk.fleet.enter(key, event.worker().baseModel(), event.worker().gpus(), desk.now());
            news.saidByAnother(key);
        }
    }

    private void allocation(String key, @Nullable Allocation wish) {
        if (wish == null) {
            desk.wishes.forgetJob(key);
            desk.jobs.find(key).ifPresent(desk::touch);
            return;
        }
        if (wish.epoch() > desk.wishes.epoch()) {
            bindings.forgetWishes();
        }
        if (desk.wishes.take(wish)) {
            desk.jobs.find(key).ifPresent(desk::touch);
        }
    }

    private void pool(String key, @Nullable PoolTarget target) {
        if (target == null) {
            desk.wishes.forgetPool(key);
            return;
        }
        if (target.epoch() > desk.wishes.epoch()) {
            bindings.forgetWishes();
        }
        desk.wishes.take(target);
    }
}
