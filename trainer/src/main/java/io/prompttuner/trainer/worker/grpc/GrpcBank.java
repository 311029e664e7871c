package io.prompttuner.trainer.worker.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.prompttuner.protocol.bank.BankGrpc;
import io.prompttuner.protocol.bank.LookupReply;
import io.prompttuner.protocol.bank.LookupRequest;
import io.prompttuner.trainer.worker.attempt.BankLookup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the bank-indexer, and does not wait long: a job that gets no answer starts without. */
public final class GrpcBank implements BankLookup, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcBank.class);
    private static final long DEADLINE_MILLIS = 300;

    private final ManagedChannel channel;
    private final String target;

    private GrpcBank(ManagedChannel channel, String target) {
        this.channel = channel;
        this.target = target;
    }

    /**
     * Asks once for a job that does not exist and waits for no answer, so that no real job's deadline is spent on connecting
     * and on what is slow only at first; the bank need not be there yet.
     */
    public static GrpcBank connect(String target) {
        ManagedChannel channel =
                ManagedChannelBuilder.forTarget(target).usePlaintext().build();
        var nobody = LookupRequest.newBuilder().setK(1).addFeatures(1).build();
        Future<LookupReply> answer =
                BankGrpc.newFutureStub(channel).withWaitForReady().lookup(nobody);
        LOG.debug("asked the bank at {} for nobody's prompts: {}", target, answer);
        return new GrpcBank(channel, target);
    }

    @Override
    public Optional<List<Proposal>> lookup(String job, float[] features, int k) {
        var request = LookupRequest.newBuilder().setJob(job).setK(k);
        for (float feature : features) {
            request.addFeatures(feature);
        }
        channel.resetConnectBackoff();
        try {
            return Optional.of(BankGrpc.newBlockingStub(channel)
                    .withWaitForReady()
                    .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .lookup(request.build())
                    .getCandidatesList()
                    .stream()
                    .map(found -> new Proposal(found.getTenant(), found.getPrompt(), found.getJob()))
                    .toList());
        } catch (StatusRuntimeException unavailable) {
            LOG.warn("the bank at {} did not answer for {}: {}", target, job, unavailable.getStatus());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
