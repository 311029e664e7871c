package io.prompttuner.trainer.worker.process;

import java.util.List;
import java.util.Map;

/**
 * What the process of a worker has to be started with, so that it computes the same bits as any other and forgets one
 * tenant before it serves the next.
 */
public final class WorkerJvm {

    /**
     * The heap is small and gives back what it does not need, so that there is little to overwrite. Its young part keeps its
     * size: were it to shrink, the spaces at its end that nothing is put into would lie where something was. It is cleaned before
     * it is handed to a thread; what is held softly goes with any collection; and neither gRPC nor what writes to sockets
     * keeps buffers for later.
     */
    public static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmn16m",
            "-XX:MaxHeapFreeRatio=50",
            "-XX:-ShrinkHeapInSteps",
            "-XX:MaxTenuringThreshold=0",
            "-XX:+ZeroTLAB",
            "-XX:SoftRefLRUPolicyMSPerMB=0",
            "-Djdk.nio.maxCachedBufferSize=0",
            "-Dio.grpc.netty.shaded.io.netty.allocator.type=unpooled");

    /**
     * One computing thread, nothing downloaded, and native memory that is overwritten as soon as it is freed; glibc keeps
     * small pieces aside without overwriting them, unless it is told to keep none.
     */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "OMP_NUM_THREADS", "1",
            "DJL_OFFLINE", "true",
            "OPT_OUT_TRACKING", "true",
            "MALLOC_PERTURB_", "165",
            "GLIBC_TUNABLES", "glibc.malloc.tcache_count=0");

    private WorkerJvm() {}
}
