package io.prompttuner.trainer.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

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

    /** Whether this machine has a device: {@code cpu}, {@code gpu0} and so on. */
    public static boolean has(String device) {
        start();
        Device wanted = Device.fromName(device);
        return !wanted.isGpu()
                || wanted.getDeviceId() < Engine.getEngine("PyTorch").getGpuCount();
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
