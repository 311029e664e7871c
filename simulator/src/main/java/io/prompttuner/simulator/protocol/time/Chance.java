package io.prompttuner.simulator.protocol.time;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one history. Once it is calm, nothing goes wrong any more and everything is quick. */
public final class Chance {

    private final SplittableRandom random;
    private boolean calm;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From now on nothing goes wrong. */
    public void calmDown() {
        calm = true;
    }

    public boolean isCalm() {
        return calm;
    }

    /** Whether something unlucky happens that happens once in so many times; never when it is calm. */
    public boolean mishap(int times) {
        return !calm && random.nextInt(times) == 0;
    }

    /** Whether something happens that happens once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Milliseconds that something takes on its way: mostly few, now and then very many. */
    public long delay() {
        if (calm) {
            return between(1, 20);
        }
        int luck = random.nextInt(100);
        if (luck < 78) {
            return between(1, 30);
        }
        return luck < 96 ? between(30, 400) : between(400, 4_000);
    }

    public <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
