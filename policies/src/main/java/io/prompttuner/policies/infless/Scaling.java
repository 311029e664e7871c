package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.policies.infless.InflessSettings.KeepAlive;

/**
 * Sizes the pool of one base model: what jobs hold and wait for, idle instances that are kept alive, and what its traffic asks
 * for beyond them.
 */
final class Scaling {

    private static final long NANOS = 1_000_000_000;

    private final InflessSettings settings;
    private final long now;
    private final boolean makesRoom;
    private final Wake wake;

    /**
     * @param now nanoseconds since the epoch
     * @param makesRoom whether nothing idle is kept
     */
    Scaling(InflessSettings settings, long now, boolean makesRoom, Wake wake) {
        this.settings = settings;
        this.now = now;
        this.makesRoom = makesRoom;
        this.wake = wake;
    }

    /** The size of a pool, for which cold GPUs may be used up. */
    PlannedPool pool(Instances instances, Traffic traffic, Gangs gangs) {
        if (!makesRoom && gangs.starved() == null) {
            prewarm(instances, traffic, gangs);
            follow(instances, traffic, gangs);
        }
        int size = makesRoom ? instances.needed() : kept(instances, traffic);
        PlannedPool.Reason some =
                size > instances.there() ? PlannedPool.Reason.JOBS_WAITING : PlannedPool.Reason.KEPT_WARM;
        return new PlannedPool(instances.baseModel(), size, size == 0 ? PlannedPool.Reason.NO_DEMAND : some);
    }

    /** Starts what the traffic asks for beyond all that is there: R above R_max. */
    private void follow(Instances instances, Traffic traffic, Gangs gangs) {
        int more = least(load(traffic), traffic.leastLoad()) - instances.all();
        if (settings.autoscale() && more > 0) {
            start(instances, more, gangs);
        }
    }

    /** Starts again what was given up at the beginning of its idle time, and will be needed soon. */
    private void prewarm(Instances instances, Traffic traffic, Gangs gangs) {
        if (isAwayFirst(instances, traffic)) {
            start(instances, expected(instances, traffic) - instances.spare(), gangs);
        }
    }

    private static void start(Instances instances, int count, Gangs gangs) {
        int started = Math.max(0, Math.min(count, gangs.coldGpus() / instances.gpus()));
        instances.start(started);
        gangs.useCold(started * instances.gpus());
    }

    /** What is left when everything idle that is not worth keeping goes. */
    private int kept(Instances instances, Traffic traffic) {
        int alive = instances.isLoading() ? instances.spare() : alive(instances, traffic);
        int asked = settings.autoscale() ? instances.all() - surplus(instances, traffic) : 0;
        return Math.max(instances.needed() + alive, asked);
    }

    /** Spare instances within their time. While any is loading none goes, since loading ones would go first. */
    private int alive(Instances instances, Traffic traffic) {
        if (isAwayFirst(instances, traffic)) {
            return Math.min(instances.spare(), expected(instances, traffic));
        }
        long kept = nanos(keepAlive(traffic));
        int stale = instances.idleSinceBefore(now - kept);
        for (long since : instances.idleSince()) {
            wake.at(since + kept);
        }
        int left = Math.max(0, stale - instances.takenIdle());
        if (instances.binds() && left < Math.min(stale, instances.spare())) {
            wake.soon(); // whoever takes some may leave the stale ones
        }
        return instances.spare() - Math.min(left, instances.spare());
    }

    /** Instances of which the traffic asks for none: R below alpha * R_min + (1 - alpha) * R_max. */
    private int surplus(Instances instances, Traffic traffic) {
        double load = load(traffic);
        double share = settings.alpha() * traffic.leastLoad() + 1 - settings.alpha();
        int most = most(load, share, traffic.leastLoad());
        int asked = Math.min(instances.all(), most);
        if (asked > instances.needed() && load > 0) {
            double falls = asked == 1 ? share : Math.max(share, Math.min(share * asked, asked - 1));
            double seconds = settings.smoothing() * Math.log(load / falls);
            wake.at((Math.floorDiv(now, NANOS) + (long) Math.min(1e6, Math.max(0, seconds)) + 1) * NANOS);
        }
        return instances.all() - asked;
    }

    /** The instances below which some are started; R over what one serves, rounded up. */
    private int least(double load, double leastLoad) {
        double share = settings.alpha() * leastLoad + 1 - settings.alpha();
        return load < share ? 0 : (int) Math.ceil(load);
    }

    /** The instances above which some may go. */
    private int most(double load, double share, double leastLoad) {
        int least = least(load, leastLoad);
        return share <= 0 ? Integer.MAX_VALUE : Math.max(least, (int) Math.min(1e6, Math.floor(load / share)));
    }

    /** The autoscaler looks once a second. */
    private double load(Traffic traffic) {
        return traffic.load(Math.floorDiv(now, NANOS) * NANOS, settings.smoothing());
    }

    /** Whether an instance is away for the beginning of its idle time, because that is longer than to load it again. */
    private boolean isAwayFirst(Instances instances, Traffic traffic) {
        return learns(traffic) && traffic.prewarm(settings.gamma()) > instances.load();
    }

    /** How many of the levels of demand that are idle are within their time. */
    private int expected(Instances instances, Traffic traffic) {
        long from = nanos(traffic.prewarm(settings.gamma()) - instances.load());
        long until = nanos(keepAlive(traffic));
        int expected = 0;
        for (long since : traffic.falls()) {
            expected += since + from <= now && now < since + until ? 1 : 0;
            wake.at(since + from);
            wake.at(since + until);
        }
        return expected;
    }

    private double keepAlive(Traffic traffic) {
        return learns(traffic) ? traffic.keepAlive(settings.gamma()) : settings.window();
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }

    private boolean learns(Traffic traffic) {
        return settings.keepAlive() == KeepAlive.LSTH && traffic.knowsIdleTimes();
    }
}
