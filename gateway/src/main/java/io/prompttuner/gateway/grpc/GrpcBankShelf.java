package io.prompttuner.gateway.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.prompttuner.gateway.api.BankList;
import io.prompttuner.gateway.desk.BankShelf;
import io.prompttuner.protocol.bank.BankGrpc;
import io.prompttuner.protocol.bank.Entry;
import io.prompttuner.protocol.bank.ListRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the bank's service, which may be away. */
public final class GrpcBankShelf implements BankShelf, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcBankShelf.class);
    private static final long SECONDS = 3;

    private final ManagedChannel channel;

    /** @param address {@code host:port} */
    public GrpcBankShelf(String address) {
        this.channel = Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public Optional<BankList> list(String tenant, int limit) {
        var request = ListRequest.newBuilder().setTenant(tenant).setLimit(limit).build();
        try {
            var reply = BankGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                    .list(request);
            return Optional.of(new BankList(
                    reply.getEntriesList().stream().map(GrpcBankShelf::item).toList()));
        } catch (StatusRuntimeException away) {
            LOG.info("the bank does not answer: {}", away.getStatus());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static BankList.Item item(Entry entry) {
        boolean alone = entry.getNearestTask().isEmpty();
        return new BankList.Item(
                entry.getPrompt(),
                entry.getJob(),
                entry.getTask(),
                entry.getBaseModel(),
                alone ? null : entry.getNearestTask(),
                alone ? null : entry.getNearestSimilarity(),
                entry.getSteps(),
                entry.getLoss(),
                entry.getUses(),
                entry.getStepsSaved());
    }
}
