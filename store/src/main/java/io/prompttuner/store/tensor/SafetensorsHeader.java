package io.prompttuner.store.tensor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * What a safetensors file says it holds, checked against what it can hold.
 *
 * @param tensors by name
 * @param metadata free text by key
 */
record SafetensorsHeader(SortedMap<String, TensorEntry> tensors, SortedMap<String, String> metadata) {

    /** Checks that the tensors tile the data exactly: each as long as its shape says, no overlap, no hole, no rest. */
    void requireTiled(long dataBytes) throws SafetensorsFormatException {
        long at = 0;
        for (TensorEntry tensor : inFileOrder(tensors.values())) {
            requireInside(tensor, dataBytes);
            requireLength(tensor);
            if (tensor.begin() != at) {
                String kind = tensor.begin() < at ? "overlaps its neighbour" : "leaves a hole before it";
                throw SafetensorsFormatException.in(
                        tensor.name(),
                        "%s: expected to begin at %d, found it at %d".formatted(kind, at, tensor.begin()));
            }
            at = tensor.end();
        }
        if (at != dataBytes) {
            throw new SafetensorsFormatException("expected %d bytes of data, found %d: %d belong to no tensor"
                    .formatted(at, dataBytes, dataBytes - at));
        }
    }

    private static List<TensorEntry> inFileOrder(Collection<TensorEntry> tensors) {
        return tensors.stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList();
    }

    private static void requireInside(TensorEntry tensor, long dataBytes) throws SafetensorsFormatException {
        if (tensor.begin() < 0 || tensor.end() < tensor.begin() || tensor.end() > dataBytes) {
            throw SafetensorsFormatException.in(
                    tensor.name(),
                    "expected bytes within [0, %d), found [%d, %d)".formatted(dataBytes, tensor.begin(), tensor.end()));
        }
    }

    private static void requireLength(TensorEntry tensor) throws SafetensorsFormatException {
        long expected;
        try {
            expected = Math.multiplyExact(
                    tensor.shape().elements(), (long) tensor.type().bytes());
        } catch (ArithmeticException overflow) {
            throw SafetensorsFormatException.in(
                    tensor.name(), "expected a size below 2^63, found shape " + tensor.shape());
        }
        if (tensor.bytes() != expected) {
            throw SafetensorsFormatException.in(
                    tensor.name(),
                    "expected %d bytes for %s%s, found %d"
                            .formatted(expected, tensor.type(), tensor.shape(), tensor.bytes()));
        }
    }
}
