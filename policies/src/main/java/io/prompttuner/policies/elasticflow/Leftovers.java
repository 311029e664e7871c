package io.prompttuner.policies.elasticflow;

import io.prompttuner.policies.elasticflow.ElasticFlowSettings.Marginal;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the GPUs that no minimum share needs now: first to jobs that have none, then one level at a time to the job with
 * the greatest marginal return, which is the GPU time saved for each further GPU.
 *
 * <p>With nearly linear scaling no job saves any, and those that would have to be started anew lose most; but the cluster is
 * paid for, so GPUs are handed out as long as anybody can take them.
 */
final class Leftovers {

    private static final Comparator<Raise> GREATEST_RETURN = Comparator.comparingDouble(Raise::value)
            .reversed()
            .thenComparing(raise -> raise.portion().job(), Candidate.BY_DEADLINE);

    private final FreeGpus free;
    private final boolean resizeGuard;
    private final double sign;

    Leftovers(FreeGpus free, ElasticFlowSettings settings) {
        this.free = free;
        this.resizeGuard = settings.resizeGuard();
        this.sign = settings.marginal() == Marginal.SAVED ? 1 : -1;
    }

    /** Serves some jobs, in their order as long as they have nothing. */
    void serve(List<Portion> portions) {
        for (Portion portion : portions) {
            if (portion.now() == 0) {
                start(portion);
            }
        }
        raise(portions);
    }

    private void start(Portion portion) {
        Candidate job = portion.job();
        if (resizeGuard && job.current() > 0 && become(portion, job.current())) {
            return;
        }
        for (int level = 1; level <= job.top(); level *= 2) {
            if (become(portion, level)) {
                return;
            }
        }
        if (portion.inTime() && job.top() > 0 && free.now() >= job.gpus() && worthStarting(job)) {
            free.takeNow(job.gpus());
            portion.become(1, portion.share());
        }
    }

    /** Whether it gets any further on one worker before others need it. */
    private boolean worthStarting(Candidate job) {
        int last = free.slots() - 1;
        int lasting = free.lasting(job.gpus(), last);
        return !resizeGuard || lasting > last || free.grid().start(lasting) > job.startUp(1, true);
    }

    private void raise(List<Portion> portions) {
        var raises = new PriorityQueue<>(GREATEST_RETURN);
        portions.forEach(portion -> offer(portion, 2 * portion.now(), raises));
        for (Raise next = raises.poll(); next != null && free.now() > 0; next = raises.poll()) {
            become(next.portion(), next.level());
            offer(next.portion(), 2 * next.level(), raises);
        }
    }

    private void offer(Portion portion, int level, PriorityQueue<Raise> raises) {
        if (level > 0 && level <= portion.job().top()) {
            double saved = portion.gpuSeconds(free) - portion.gpuSeconds(level);
            double further = (level - portion.now()) * (double) portion.job().gpus();
            raises.add(new Raise(portion, level, sign * saved / further));
        }
    }

    /** Gives a job another number of workers, if there are as many, it keeps in time, and the guard has nothing against it. */
    private boolean become(Portion portion, int level) {
        Candidate job = portion.job();
        boolean pays = !resizeGuard || portion.now() == 0 || job.finish(level) < portion.end();
        return pays && (portion.inTime() ? planAnew(portion, level) : takeNow(portion, level));
    }

    private boolean takeNow(Portion portion, int level) {
        int further = (level - portion.now()) * portion.job().gpus();
        if (further > free.now()) {
            return false;
        }
        free.takeNow(further);
        portion.become(level, null);
        return true;
    }

    /** What it has now beyond its plan, because it was started before its time, it gives back with the plan. */
    private boolean planAnew(Portion portion, int level) {
        Candidate job = portion.job();
        Share before = portion.share();
        int early = before == null ? 0 : (portion.now() - before.level(0)) * job.gpus();
        if (before != null) {
            free.release(before, job.gpus());
            free.takeNow(-early);
        }
        @Nullable Share share = MinimumShare.steady(job, level, free);
        if (share == null) {
            share = before;
            free.takeNow(early);
        } else {
            portion.become(level, share);
        }
        if (share != null) {
            free.book(share, job.gpus());
        }
        return share != before;
    }

    private record Raise(Portion portion, int level, double value) {}
}
