package io.prompttuner.trainer.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.trainer.model.ModelLayout;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {

    /** Numbers in a block. */
    private static final int BLOCK = 10;

    @Test
    void keepsAllOfAModelOnOneDevice() {
        assertThat(placed(3, 5, 1, 1).devicesOfBlocks()).containsOnly(0);
    }

    @Test
    void givesEachOfSeveralDevicesARunOfBlocks() {
        assertThat(placed(6, 0, 0, 3).devicesOfBlocks()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(placed(7, 0, 0, 2).devicesOfBlocks()).containsExactly(0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void countsWhatLiesBeforeAndBehindTheBlocks() {
        assertThat(placed(4, 20, 0, 2).devicesOfBlocks()).containsExactly(0, 1, 1, 1);
        assertThat(placed(4, 0, 20, 2).devicesOfBlocks()).containsExactly(0, 0, 0, 1);
        assertThat(placed(2, 100, 0, 2).devicesOfBlocks()).containsExactly(1, 1);
    }

    @Test
    void leavesDevicesEmptyThatAreMoreThanTheBlocks() {
        assertThat(placed(2, 0, 0, 4).devicesOfBlocks()).containsExactly(0, 1);
    }

    @Test
    void loadsTheFullestDeviceAsLittleAsAnySplitWould() {
        for (int layers = 1; layers <= 12; layers++) {
            for (int before = 0; before <= 40; before += 7) {
                for (int behind = 0; behind <= 40; behind += 9) {
                    for (int devices = 1; devices <= 4; devices++) {
                        Placement placement = placed(layers, before, behind, devices);
                        assertThat(fullest(placement.devicesOfBlocks(), before, behind, devices))
                                .isEqualTo(least(layers, 0, before, behind, devices));
                        assertThat(placement.devicesOfBlocks()).isSorted();
                    }
                }
            }
        }
    }

    @Test
    void putsEmbeddingsFirstAndTheHeadLast() {
        Placement placement = placed(2, 5, 3, 2);

        assertThat(placement.deviceOf(0)).isZero();
        assertThat(placement.deviceOf(1)).isEqualTo(1);
        assertThat(placement.deviceOf(2)).isZero();
        assertThat(placement.deviceOf(3)).isEqualTo(1);
    }

    private static Placement placed(int layers, int before, int behind, int devices) {
        var layout = new ModelLayout(
                List.of(slot("embeddings", before), slot("head", behind)),
                1,
                List.of(slot("block", BLOCK)),
                layers,
                "h.",
                "");
        var cpus = new Devices(Collections.nCopies(devices, new Device(Device.Kind.CPU, 0)));
        return Placement.of(layout, cpus, ElementType.F32);
    }

    private static ModelLayout.Slot slot(String name, int size) {
        return new ModelLayout.Slot(name, Shape.of(size));
    }

    private static int fullest(List<Integer> blocks, int before, int behind, int devices) {
        int fullest = 0;
        for (int device = 0; device < devices; device++) {
            int outside = (device == 0 ? before : 0) + (device == devices - 1 ? behind : 0);
            fullest = Math.max(fullest, outside + BLOCK * Collections.frequency(blocks, device));
        }
        return fullest;
    }

    /** By trying all: how much the fullest of the devices from {@code device} on must hold. */
    private static int least(int layers, int device, int before, int behind, int devices) {
        int outside = (device == 0 ? before : 0) + (device == devices - 1 ? behind : 0);
        if (device == devices - 1) {
            return outside + BLOCK * layers;
        }
        int least = Integer.MAX_VALUE;
        for (int here = 0; here <= layers; here++) {
            int rest = least(layers - here, device + 1, before, behind, devices);
            least = Math.min(least, Math.max(outside + BLOCK * here, rest));
        }
        return least;
    }
}
