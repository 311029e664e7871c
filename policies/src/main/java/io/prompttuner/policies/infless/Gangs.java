package io.prompttuner.policies.infless;

import io.prompttuner.policies.infless.InflessSettings.Order;
import io.prompttuner.policies.time.JobTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands instances, and GPUs to start others, to the jobs that don't run, one after another. Cold GPUs go to nobody behind a job
 * that lacks some, lest smaller workers keep a big one waiting for ever.
 */
final class Gangs {

    private final InflessSettings settings;
    private final Sizing sizing;
    private final boolean makesRoom;
    private int coldGpus;
    private @Nullable Gang starved;

    /** @param makesRoom whether only the first job that lacks something is given any */
    Gangs(InflessSettings settings, Sizing sizing, int coldGpus, boolean makesRoom) {
        this.settings = settings;
        this.sizing = sizing;
        this.coldGpus = coldGpus;
        this.makesRoom = makesRoom;
    }

    /** GPUs that nobody has been given. */
    int coldGpus() {
        return coldGpus;
    }

    /** Uses some of them. */
    void useCold(int gpus) {
        coldGpus -= gpus;
    }

    /** The first job for which there are too few GPUs; null if there is none. */
    @Nullable Gang starved() {
        return starved;
    }

    /**
     * Serves jobs that hold what they get while they wait for more.
     *
     * @param released those that gave up what they held, and come back only for all at once
     */
    void hold(List<Gang> gangs, Set<String> released) {
        List<Gang> last = new ArrayList<>();
        for (Gang gang : ordered(gangs)) {
            if (gang.size() == 0) {
                gang.goWithout();
            } else if (released.contains(gang.time().id())) {
                last.add(gang);
            } else {
                boolean first = starved == null;
                take(gang);
                if (gang.hasAny() || (settings.order() == Order.FIFO && (first || !makesRoom))) {
                    gang.allocate();
                }
            }
        }
        last.forEach(gang -> comeBack(gang, released));
    }

    /** Serves jobs that take all that they need at once: those for which enough is idle, then instances are started. */
    void atomic(List<Gang> gangs) {
        List<Gang> ordered = ordered(gangs);
        ordered.stream().filter(Gang::promised).forEach(this::startIfIdle);
        ordered.stream().filter(gang -> !gang.promised()).forEach(this::startIfIdle);
        for (Gang gang : ordered) {
            if (gang.size() == 0) {
                gang.goWithout();
            } else if (gang.workers() == 0) {
                take(gang);
                if (gang.held() > 0) {
                    gang.allocate(); // it has lost one of those it ran on
                }
            }
        }
    }

    private void startIfIdle(Gang gang) {
        if (gang.size() > 0 && gang.missing() <= gang.instances().idle()) {
            gang.takeIdle();
            gang.allocate();
        }
    }

    private void take(Gang gang) {
        if (makesRoom && starved != null) {
            gang.goWithout();
            return;
        }
        coldGpus -= gang.take(starved == null ? coldGpus : 0);
        if (gang.lacking() > 0 && starved == null) {
            starved = gang;
        }
    }

    private void comeBack(Gang gang, Set<String> released) {
        Instances instances = gang.instances();
        int cold = starved == null ? coldGpus / instances.gpus() : 0;
        if (gang.held() == 0 && gang.missing() <= instances.spare() + cold && !(makesRoom && starved != null)) {
            take(gang);
            gang.allocate();
            released.remove(gang.time().id());
        } else {
            gang.release();
        }
    }

    private List<Gang> ordered(List<Gang> gangs) {
        Comparator<Gang> order = settings.order() == Order.FIFO
                ? (one, other) -> JobTime.BY_ARRIVAL.compare(one.time(), other.time())
                : this::byDeadline;
        List<Gang> ordered = new ArrayList<>(gangs);
        ordered.sort(order);
        return ordered;
    }

    private int byDeadline(Gang one, Gang other) {
        int order = Boolean.compare(sizing.hopeless(one.time()), sizing.hopeless(other.time()));
        return order == 0 ? JobTime.BY_DEADLINE.compare(one.time(), other.time()) : order;
    }
}
