package io.prompttuner.trainer.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.prompttuner.store.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A TorchScript program with its weights. All arrays of a call belong to a manager of that call and go with it; only the
 * weights and the method names stay. What goes in and what comes out lies in the CPU's memory: only the program knows on
 * which devices it computes.
 */
final class TorchNetwork implements AutoCloseable {

    private final NDManager root;
    private final PtSymbolBlock program;
    private final Map<String, NDArray> methods = new HashMap<>();

    private TorchNetwork(NDManager root, PtSymbolBlock program) {
        this.root = root;
        this.program = program;
    }

    /** Loads a program without weights. */
    static TorchNetwork load(String source) throws IOException {
        TorchRuntime.start();
        byte[] archive = archive(source);
        var root = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        try {
            var in = new ByteArrayInputStream(archive);
            return new TorchNetwork(root, JniUtils.loadModule((PtNDManager) root, in, false, false));
        } catch (IOException | RuntimeException failed) {
            root.close();
            throw failed;
        }
    }

    /** A program as a file, its list of weights still empty. */
    static byte[] archive(String source) throws IOException {
        return TorchScriptArchive.pack(source, List.of("w"));
    }

    /** Adds the next weight, on the device at a place: a native copy, so that the Java memory may go. */
    void push(Tensor tensor, int place) {
        long[] shape = extent(tensor.shape());
        load("push", manager -> new NDList(manager.create(tensor.values(), new Shape(shape)), manager.create(place)));
    }

    /** Makes room for the next weight, to be filled part by part: no weight has to fit the Java heap. */
    void reserve(io.prompttuner.store.tensor.Shape shape, int place) {
        load("reserve", manager -> new NDList(manager.create(extent(shape)), manager.create(place)));
    }

    /** Fills the weight reserved last, row by row, from one of its values on. */
    void fill(float[] part, long at) {
        load("fill", manager -> new NDList(manager.create(part), manager.create(at)));
    }

    private void load(String method, Function<NDManager, NDList> inputs) {
        // As if training: a tensor made in inference mode can't take part in a gradient later.
        call(method, true, inputs, NDList::size);
    }

    private static long[] extent(io.prompttuner.store.tensor.Shape shape) {
        return shape.dimensions().stream().mapToLong(Long::longValue).toArray();
    }

    /** Calls a method of the program; {@code result} must take out all it needs. */
    <R> R call(String method, boolean gradient, Function<NDManager, NDList> inputs, Function<NDList, R> result) {
        TorchRuntime.prepare();
        JniUtils.setGradMode(gradient);
        try (NDManager manager = root.newSubManager()) {
            NDList in = inputs.apply(manager);
            in.add(method(method));
            return result.apply(IValueUtils.forward(program, in, gradient));
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Arrays that live as long as the network; it must not grow with use. */
    int arraysHeld() {
        return root.getManagedArrays().size();
    }

    /** DJL chooses the method by the name of an extra input. */
    private synchronized NDArray method(String name) {
        return methods.computeIfAbsent(name, key -> {
            NDArray marker = root.create(0f);
            marker.setName("module_method:" + key);
            return marker;
        });
    }

    @Override
    public void close() {
        program.close();
        root.close();
    }
}
