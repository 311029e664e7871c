package io.prompttuner.controller.decide;

import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Setup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a controller of one term does about whatever happens: the decisions of the elastic controller, and nothing else.
 *
 * <p>Made when the claim of its term is acknowledged; then it is fed: first every topic ({@link Input.Read}) and {@link
 * Input.CaughtUp}, later whatever comes. Each input gives the effects to carry out, in order. It starts from nothing but
 * the topics, so a new one in its place comes to the same conclusions.
 */
public final class Controller {

    private final Desk desk;
    private final Bindings bindings;
    private final Endings endings;
    private final Steering steering;
    private final Adoption adoption;
    private final Roster roster;
    private final Conversations conversations;
    private final Pools pools;
    private final Sweeps sweeps;
    private final FleetNews news;
    private final Records records;
    private final Input.Visitor door = new Door();

    /**
     * Begins to read.
     *
     * @param term offset of its acknowledged claim
     */
    public Controller(long term, Setup setup) {
        desk = new Desk(term, setup);
        bindings = new Bindings(desk);
        endings = new Endings(desk);
        steering = new Steering(desk, bindings);
        adoption = new Adoption(desk, bindings);
        roster = new Roster(desk, bindings, adoption);
        conversations = new Conversations(desk, bindings, adoption, roster);
        pools = new Pools(desk, roster);
        sweeps = new Sweeps(desk);
        news = new FleetNews(desk);
        records = new Records(desk, bindings, news, sweeps);
    }

    /** Takes one input in and gives out what is to be done about it. */
    public List<Effect> on(Input input) {
        if (desk.phase() != Phase.DEPOSED) {
            input.accept(door);
        }
        if (desk.phase() == Phase.ADOPTING || desk.phase() == Phase.COMMANDING) {
            settle();
        }
        return desk.out.drain();
    }

    public long term() {
        return desk.term;
    }

    public Phase phase() {
        return desk.phase();
    }

    /** Who holds what, as this controller takes it to be. */
    public Map<String, Binding> bindings() {
        Map<String, Binding> open = new TreeMap<>();
        desk.jobs.live().forEach(job -> job.open().ifPresent(binding -> open.put(job.id(), binding)));
        return open;
    }

    /** Looks at every job that something has happened to, until nothing is left to do at once. */
    private void settle() {
        for (Optional<Job> job = desk.nextJob(); job.isPresent(); job = desk.nextJob()) {
            review(job.get());
        }
        desk.drainModels().forEach(bindings::match);
        news.publish();
    }

    private void review(Job job) {
        if (job.isClosed()) {
            return;
        }
        if (job.open().isPresent()) {
            steering.steer(job, job.open().get());
        } else if (desk.phase() == Phase.COMMANDING && job.isSettled()) {
            if (job.end().isPresent()) {
                bindings.close(job);
            } else if (endings.due(job)) {
                endings.begin(job);
            } else {
                bindings.queue(job);
            }
        }
    }

    private void answered(Job job) {
        switch (job.stage()) {
            case READING_BEFORE_BOUND -> bindings.bind(job);
            case READING_BEFORE_CHANGE -> bindings.carryOut(job);
            case BOUND_SENT -> bindings.look(job);
            case LOOKING_BEFORE_TELLING -> bindings.tell(job);
            case RELEASED_SENT -> {
                job.settle();
                desk.touch(job);
            }
            case LOOKING_BEFORE_END -> endings.read(job);
            case READING_BEFORE_END -> endings.write(job);
            case END_SENT, SETTLED -> {} // its end counts when it is read back
        }
    }

    /** Brings each input to the part it concerns. */
    private final class Door implements Input.Visitor {

        @Override
        public void read(Input.Read read) {
            records.enter(read);
        }

        @Override
        public void caughtUp() {
            adoption.open();
            news.sayCapacity();
            desk.fleet.snapshot().forEach(conversations::greet);
        }

        @Override
        public void done(long ticket) {
            if (pools.awaits(ticket)) {
                pools.act();
            } else if (sweeps.awaits(ticket)) {
                sweeps.goOn();
            } else {
                desk.answered(ticket).ifPresent(Controller.this::answered);
            }
        }

        @Override
        public void tick(Instant now) {
            desk.time.tick(now);
            if (adoption.isOver()) {
                adoption.close();
                roster.forgetAbsent();
            }
            if (desk.phase() == Phase.COMMANDING) {
                roster.watch();
                pools.review();
                sweeps.review();
            }
        }

        @Override
        public void heard(Input.Heard heard) {
            conversations.hear(heard);
        }

        @Override
        public void listed(List<WorkerProcess> processes) {
            if (desk.phase() != Phase.READING) {
                roster.compare(processes);
            }
        }
    }
}
