package io.prompttuner.policies.infless;

import io.prompttuner.domain.throughput.Average;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one base model: how often jobs come, what they take, and how long instances are idle. */
final class Traffic {

    private static final double LONG_MEMORY = 3_600;
    private static final double SHORT_MEMORY = 300;
    private static final double HEAD = 0.05;
    private static final double TAIL = 0.99;

    /** Idle times that must be known before percentiles of them mean anything. */
    private static final int FEWEST = 10;

    private double rate;
    private long ratedAt;
    private Average predicted = Average.UNKNOWN;
    private Average observed = Average.UNKNOWN;
    private Average leastLoad = Average.UNKNOWN;
    private int demand;
    private final List<Long> falls = new ArrayList<>();
    private int known;
    private final IdleTimes recent = new IdleTimes(SHORT_MEMORY);
    private final IdleTimes longer = new IdleTimes(LONG_MEMORY);

    /**
     * A job has come.
     *
     * @param work instance-seconds that it is predicted to take
     * @param least share of its time for which an instance must be busy to be worth having: r_low / r_up
     * @param smoothing seconds over which the rate is smoothed
     */
    void arrived(long nanos, double work, double least, double smoothing) {
        long later = Math.max(nanos, ratedAt);
        rate = rate * fading(ratedAt, later, smoothing) + fading(nanos, later, smoothing) / smoothing;
        ratedAt = later;
        predicted = predicted.with(work);
        leastLoad = leastLoad.with(least);
    }

    /** A job has ended that took so many instance-seconds. */
    void served(double work) {
        observed = observed.with(work);
    }

    /** Instances that would be busy on average with what comes: R over what one instance serves. */
    double load(long nanos, double smoothing) {
        return rate * fading(ratedAt, Math.max(nanos, ratedAt), smoothing) * observed.orElse(predicted.orElse(0));
    }

    /** Share of its time for which an instance must be busy to be worth having. */
    double leastLoad() {
        return leastLoad.orElse(1);
    }

    /** Instances idle since then, of which nothing is known otherwise. */
    void foundIdle(long since) {
        falls.add(since);
        falls.sort(null);
    }

    /** So many instances are asked for from now on. Levels of demand that it falls below become idle, the last first back. */
    void demands(int instances, long nanos, int most) {
        for (; demand > instances; demand--) {
            falls.add(nanos);
        }
        for (; demand < instances; demand++) {
            if (!falls.isEmpty()) {
                double idle = (nanos - falls.remove(falls.size() - 1)) / 1e9;
                recent.add(idle, nanos);
                longer.add(idle, nanos);
                known = Math.min(FEWEST, known + 1);
            }
        }
        while (falls.size() > most || (!falls.isEmpty() && (nanos - falls.get(0)) / 1e9 > LONG_MEMORY)) {
            falls.remove(0);
        }
    }

    /** The demand that was last seen, when nothing is remembered of it. */
    void demandedBefore(int instances) {
        demand = instances;
    }

    /** Whether enough is known of idle times to act on it. */
    boolean knowsIdleTimes() {
        return known >= FEWEST;
    }

    /** Seconds after the beginning of an idle time before which an instance is hardly ever needed. */
    double prewarm(double gamma) {
        return gamma * longer.atLeast(HEAD) + (1 - gamma) * recent.atLeast(HEAD);
    }

    /** Seconds after the beginning of an idle time after which an instance is hardly ever needed. */
    double keepAlive(double gamma) {
        return gamma * longer.atMost(TAIL) + (1 - gamma) * recent.atMost(TAIL);
    }

    /** When the levels of demand became idle that are so now; the earliest first. */
    List<Long> falls() {
        return falls;
    }

    /** Whether nothing of it matters any more. */
    boolean forgettable(long nanos) {
        long last = falls.isEmpty() ? ratedAt : Math.max(ratedAt, falls.get(falls.size() - 1));
        return demand == 0 && (nanos - last) / 1e9 > LONG_MEMORY;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(rate);
        out.writeLong(ratedAt);
        for (Average average : List.of(predicted, observed, leastLoad)) {
            out.writeDouble(average.seconds());
            out.writeLong(average.count());
        }
        out.writeInt(demand);
        out.writeInt(known);
        out.writeInt(falls.size());
        for (long fall : falls) {
            out.writeLong(fall);
        }
        recent.write(out);
        longer.write(out);
    }

    static Traffic read(DataInputStream in) throws IOException {
        var traffic = new Traffic();
        traffic.rate = in.readDouble();
        traffic.ratedAt = in.readLong();
        traffic.predicted = new Average(in.readDouble(), in.readLong());
        traffic.observed = new Average(in.readDouble(), in.readLong());
        traffic.leastLoad = new Average(in.readDouble(), in.readLong());
        traffic.demand = in.readInt();
        traffic.known = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            traffic.falls.add(in.readLong());
        }
        traffic.recent.read(in);
        traffic.longer.read(in);
        return traffic;
    }

    private static double fading(long from, long to, double smoothing) {
        return Math.exp(-(to - from) / 1e9 / smoothing);
    }
}
