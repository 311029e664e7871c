package io.prompttuner.trainer.placement;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which device holds which weights. Blocks stay whole and in order, one run of them on each device. What comes before them
 * (embeddings, learnt positions) lies on the first device; what comes behind (the last norm, a head of its own) on the
 * last. A head that shares the embeddings stays with them, and the few rows that are predicted from come back to it: a
 * second copy would cost far more than their way.
 *
 * @param precision of weights and arithmetic
 * @param devicesOfBlocks place of each block's device among the devices, in order
 */
public record Placement(ModelLayout layout, Devices devices, ElementType precision, List<Integer> devicesOfBlocks) {

    public Placement {
        devicesOfBlocks = List.copyOf(devicesOfBlocks);
    }

    /** Spreads a model over devices, in what these compute in where it is meant in a given format. */
    public static Placement of(ModelConfig config, Devices devices, ElementType meant) {
        return of(ModelLayout.of(config), devices, devices.precision(meant));
    }

    /**
     * Spreads a model so that the device with most bytes of weights has as few as can be. The devices are taken to be alike,
     * and what a step needs beside the weights is not counted.
     */
    static Placement of(ModelLayout layout, Devices devices, ElementType precision) {
        long[] load = new long[devices.count()];
        load[0] += elements(layout.outside().subList(0, layout.before()));
        load[load.length - 1] += elements(
                layout.outside().subList(layout.before(), layout.outside().size()));
        long block = elements(layout.inBlock());
        var blocks = new ArrayList<Integer>();
        for (int i = 0; i < layout.layers(); i++) {
            int least = least(load); // for parts of one size, always adding to the least is optimal
            load[least] += block;
            blocks.add(least);
        }
        Collections.sort(blocks);
        return new Placement(layout, devices, precision, blocks);
    }

    /** Place of the device, among all, that holds a weight by its place in the layout. */
    public int deviceOf(int slot) {
        int outside = layout.outside().size();
        if (slot < outside) {
            return slot < layout.before() ? 0 : devices.count() - 1;
        }
        return devicesOfBlocks.get((slot - outside) / layout.inBlock().size());
    }

    private static long elements(List<ModelLayout.Slot> slots) {
        return slots.stream().mapToLong(slot -> slot.shape().elements()).sum();
    }

    private static int least(long[] load) {
        int least = 0;
        for (int i = 1; i < load.length; i++) {
            least = load[i] < load[least] ? i : least;
        }
        return least;
    }
}
