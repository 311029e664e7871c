package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.FleetBook;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.ledger.JobBook;
import io.prompttuner.controller.ledger.Stage;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.controller.wish.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of one controller share: the books, the outbox, and notes on what must be looked at again. */
final class Desk {

    final long term;
    final Setup setup;
    final JobBook jobs;
    final FleetBook fleet = new FleetBook();
    final Wishes wishes = new Wishes();
    final Uptime time = new Uptime();
    final Outbox out;
    private final Map<Long, String> waiting = new HashMap<>();
    private final Set<String> touchedJobs = new LinkedHashSet<>();
    private final Set<String> touchedModels = new LinkedHashSet<>();
    private Phase phase = Phase.READING;

    Desk(long term, Setup setup) {
        this.term = term;
        this.setup = setup;
        this.jobs = new JobBook(setup.rules().oneEnd());
        this.out = new Outbox(term);
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    long now() {
        return time.millis();
    }

    /** Ends this controller: whatever it meant to do is no longer its to do. */
    void stepDown(String why) {
        phase = Phase.DEPOSED;
        out.onlyThis(new Effect.StepDown(why));
    }

    /** Lets a job wait for an answer. */
    void await(Job job, Stage stage, long ticket) {
        job.await(stage, ticket);
        waiting.put(ticket, job.id());
    }

    /** The job that has got what it waited for. */
    Optional<Job> answered(long ticket) {
        return Optional.ofNullable(waiting.remove(ticket)).flatMap(jobs::find).filter(job -> job.awaits(ticket));
    }

    /** Something about this job has changed. */
    void touch(Job job) {
        touchedJobs.add(job.id());
    }

    /** A worker of this model may be free, or a job may wait for one. */
    void touchModel(String baseModel) {
        touchedModels.add(baseModel);
    }

    /** The next job to look at. */
    Optional<Job> nextJob() {
        for (Iterator<String> ids = touchedJobs.iterator(); ids.hasNext(); ) {
            Optional<Job> found = jobs.find(ids.next());
            ids.remove();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    List<String> drainModels() {
        List<String> models = new ArrayList<>(touchedModels);
        touchedModels.clear();
        return models;
    }

    /** Tells a worker, unless it was told just this last, or can't be told. */
    void tell(Worker worker, Command command) {
        if (worker.isAttached() && worker.note(command)) {
            out.tell(worker.id(), command);
        }
    }
}
