package io.prompttuner.trainer.worker.process;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Wipes out of the Java heap what nobody refers to any more. A collection alone forgets where such things are; their bytes
 * stay until something else is put there. So zeros are, everywhere at once.
 *
 * <p>As thorough as that only with the {@link WorkerJvm#OPTIONS}, under which objects begin in one space and survive into
 * one other: the first is overwritten as it is filled, the second when the zeros are slid together in it.
 */
final class HeapWipe {

    /** With its header some 1 KiB: what is too small to take it, at the end of a space, may keep what it has. */
    private static final int PIECE = 1008;

    /** What other threads may need meanwhile. */
    private static final long RESERVE = 4 << 20;

    private HeapWipe() {}

    /** Takes some tenths of a second, and for that time as much memory as the heap may have. */
    static void run() {
        System.gc();
        fill();
        System.gc(); // gives back what the zeros took
    }

    /** Its own frame, which lets go of the zeros. */
    private static void fill() {
        List<byte[]> zeros = new ArrayList<>();
        try {
            for (long left = free() / PIECE; left > 0; left--) {
                zeros.add(new byte[PIECE]);
            }
            System.gc(); // slides them together
        } finally {
            Reference.reachabilityFence(zeros);
        }
    }

    /** All that is free, unless others would be left with nothing. */
    private static long free() {
        Runtime heap = Runtime.getRuntime();
        long used = heap.totalMemory() - heap.freeMemory();
        return Math.min(heap.freeMemory(), heap.maxMemory() - used - RESERVE);
    }
}
