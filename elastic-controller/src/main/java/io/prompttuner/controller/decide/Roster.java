package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.StartBackoff;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Windows;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches who is there: workers that come, fall silent, end, or have to go, and the processes behind them. */
final class Roster {

    private final Desk desk;
    private final Bindings bindings;
    private final Adoption adoption;
    private final StartBackoff backoff = new StartBackoff();

    Roster(Desk desk, Bindings bindings, Adoption adoption) {
        this.desk = desk;
        this.bindings = bindings;
        this.adoption = adoption;
    }

    boolean mayStart(String baseModel) {
        return backoff.mayStart(baseModel, desk.now());
    }

    void start(String id, String baseModel) {
        desk.fleet
                .enter(id, baseModel, desk.setup.gpusPerWorker(baseModel), desk.now())
                .ask();
        desk.out.add(new Effect.StartWorker(id, baseModel));
    }

    void stop(Worker worker) {
        worker.leave();
        desk.out.add(new Effect.StopWorker(worker.id()));
    }

    void warm(Worker worker, String numerics) {
        worker.warm(numerics);
        backoff.succeeded(worker.baseModel());
        desk.touchModel(worker.baseModel());
    }

    /** It can't serve. */
    void reject(Worker worker, String why) {
        if (!worker.isWarm()) {
            backoff.failed(worker.baseModel(), desk.now());
        }
        release(worker, AssignmentReason.WORKER_FAILED, why);
        stop(worker);
    }

    /** Looks at every worker's silence. */
    void watch() {
        for (Worker worker : desk.fleet.snapshot()) {
            watch(worker, desk.setup.windows());
        }
    }

    private void watch(Worker worker, Windows windows) {
        long silent = worker.silentFor(desk.now());
        if (worker.isLeaving()) {
            return;
        }
        if (worker.isLost()) {
            if (silent >= windows.silence().plus(windows.abandon()).toMillis()) {
                stop(worker);
            }
        } else if (!worker.wasEverAttached() && worker.duty().isEmpty()) {
            if (silent >= windows.start().toMillis()) {
                backoff.failed(worker.baseModel(), desk.now());
                stop(worker);
            }
        } else if (silent >= windows.silence().toMillis()) {
            worker.lose();
            release(worker, AssignmentReason.WORKER_LOST, "worker %s fell silent".formatted(worker.id()));
        }
    }

    /** Compares with the processes there are. */
    void compare(List<WorkerProcess> processes) {
        Map<String, WorkerProcess> byId = new HashMap<>();
        processes.forEach(process -> byId.put(process.id(), process));
        for (WorkerProcess process : processes) {
            if (process.alive()) {
                alive(process);
            } else {
                desk.out.add(new Effect.StopWorker(process.id())); // its owner need not remember it
            }
        }
        for (Worker worker : desk.fleet.snapshot()) {
            WorkerProcess process = byId.get(worker.id());
            if (process == null || !process.alive()) {
                absent(worker, process != null);
            }
        }
    }

    private void alive(WorkerProcess process) {
        int gpus = desk.setup.gpusPerWorker(process.baseModel());
        Worker worker = desk.fleet.enter(process.id(), process.baseModel(), gpus, desk.now());
        worker.listed();
        if (worker.isLeaving()) {
            desk.out.add(new Effect.StopWorker(worker.id()));
        }
    }

    private void absent(Worker worker, boolean dead) {
        if (dead || worker.wasListed() || (worker.isLeaving() && !speaks(worker))) {
            gone(worker);
        } else if (worker.isAwaited()) {
            desk.out.add(new Effect.StartWorker(worker.id(), worker.baseModel()));
        }
    }

    /** A stream can stay open for ever though nobody is at its other end any more. */
    private boolean speaks(Worker worker) {
        long silence = desk.setup.windows().silence().toMillis();
        return worker.isAttached() && worker.silentFor(desk.now()) < silence;
    }

    private void gone(Worker worker) {
        if (!worker.isWarm() && !worker.isLeaving()) {
            backoff.failed(worker.baseModel(), desk.now());
        }
        AssignmentReason reason = worker.duty()
                        .flatMap(duty -> desk.jobs.find(duty.job()))
                        .filter(adoption::isInherited)
                        .isPresent()
                ? AssignmentReason.NOT_ADOPTED
                : AssignmentReason.WORKER_LOST;
        release(worker, reason, "worker %s has ended".formatted(worker.id()));
        desk.fleet.remove(worker.id());
    }

    /** Strikes off those that were known from the topics and of which nothing was seen since. */
    void forgetAbsent() {
        for (Worker worker : desk.fleet.snapshot()) {
            if (!worker.wasEverAttached() && !worker.wasListed()) {
                desk.fleet.remove(worker.id());
            }
        }
    }

    private void release(Worker worker, AssignmentReason reason, String detail) {
        Optional<Job> job =
                worker.duty().filter(duty -> duty.attempt() > 0).flatMap(duty -> desk.jobs.find(duty.job()));
        job.ifPresent(bound -> bindings.depart(bound, worker, reason, detail));
    }
}
