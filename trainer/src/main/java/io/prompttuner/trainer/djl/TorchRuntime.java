package io.prompttuner.trainer.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.prompttuner.trainer.placement.Device;
import io.prompttuner.trainer.placement.Devices;

/**
 * Sets PyTorch up so that results have the same bits every time: one computing thread, no graph optimiser, no download.
 *
 * <p>The native libraries are unpacked at first use, into {@code ~/.djl.ai} or wherever {@code DJL_CACHE_DIR} says. A
 * program that starts several processes should call {@link #start()} once before it does: unpacking at the same time
 * from several is not safe.
 */
public final class TorchRuntime {

    /** Threads that share one operation; more of them spin at barriers when cores are busy. */
    public static final int THREADS = 1;

    private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(TorchRuntime::prepareThread);

    private TorchRuntime() {}

    /** Unpacks and loads the native libraries, if that has not been done. */
    public static void start() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine.getEngine("PyTorch");
        prepare();
    }

    /** Fails unless this machine, and the PyTorch that is loaded, have all of these. */
    public static void require(Devices devices) throws MissingDeviceException {
        start();
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        for (Device device : devices.all()) {
            if (device.kind() == Device.Kind.CUDA && device.number() >= gpus) {
                throw new MissingDeviceException(device, gpus);
            }
        }
    }

    /** Which build of PyTorch is loaded. */
    public static String version() {
        return "pytorch " + Engine.getEngine("PyTorch").getVersion();
    }

    /** The switches belong to a thread, so every thread that runs a model sets them before its first call. */
    static void prepare() {
        PREPARED.get();
    }

    private static boolean prepareThread() {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setNumThreads(THREADS);
        return true;
    }
}
