package io.prompttuner.bank.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.prompttuner.bank.Bank;
import io.prompttuner.bank.Bank.Listed;
import io.prompttuner.bank.prompt.RankedPrompt;
import io.prompttuner.bank.prompt.UnavailableException;
import io.prompttuner.protocol.bank.BankGrpc;
import io.prompttuner.protocol.bank.Candidate;
import io.prompttuner.protocol.bank.Entry;
import io.prompttuner.protocol.bank.ListReply;
import io.prompttuner.protocol.bank.ListRequest;
import io.prompttuner.protocol.bank.LookupReply;
import io.prompttuner.protocol.bank.LookupRequest;
import java.util.Objects;
import java.util.Optional;

/** The bank's gRPC face; decides nothing. */
public final class BankService extends BankGrpc.BankImplBase {

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_ENTRIES = 200;

    private final Bank bank;

    public BankService(Bank bank) {
        this.bank = bank;
    }

    @Override
    public void lookup(LookupRequest request, StreamObserver<LookupReply> out) {
        var features =
                request.getFeaturesList().stream().map(Float::doubleValue).toList();
        int k = Math.max(1, Math.min(MOST_CANDIDATES, request.getK()));
        answer(
                out,
                () -> bank.lookup(request.getJob(), features, k)
                        .map(candidates -> LookupReply.newBuilder()
                                .addAllCandidates(candidates.stream()
                                        .map(BankService::candidate)
                                        .toList())
                                .build()));
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListReply> out) {
        int limit = Math.max(1, Math.min(MOST_ENTRIES, request.getLimit()));
        answer(
                out,
                () -> Optional.of(ListReply.newBuilder()
                        .addAllEntries(bank.list(request.getTenant(), limit).stream()
                                .map(BankService::entry)
                                .toList())
                        .build()));
    }

    private interface Answer<R> {
        Optional<R> get() throws UnavailableException;
    }

    private static <R> void answer(StreamObserver<R> out, Answer<R> answer) {
        try {
            Optional<R> reply = answer.get();
            if (reply.isEmpty()) {
                out.onError(Status.NOT_FOUND.withDescription("no such job").asException());
                return;
            }
            out.onNext(reply.get());
            out.onCompleted();
        } catch (UnavailableException later) {
            out.onError(Status.UNAVAILABLE.withDescription(later.getMessage()).asException());
        } catch (IllegalArgumentException wrong) {
            out.onError(
                    Status.INVALID_ARGUMENT.withDescription(wrong.getMessage()).asException());
        }
    }

    private static Candidate candidate(RankedPrompt ranked) {
        return Candidate.newBuilder()
                .setPrompt(Objects.requireNonNull(ranked.prompt().prompt()))
                .setTenant(ranked.prompt().tenant())
                .setJob(ranked.prompt().job())
                .setTask(ranked.prompt().task())
                .setSimilarity(ranked.similarity())
                .setSaved(ranked.effect().saved())
                .build();
    }

    private static Entry entry(Listed listed) {
        var prompt = listed.prompt();
        Double loss = prompt.loss();
        var entry = Entry.newBuilder()
                .setPrompt(Objects.requireNonNull(prompt.prompt()))
                .setJob(prompt.job())
                .setTask(prompt.task())
                .setBaseModel(prompt.baseModel())
                .setSteps(prompt.steps())
                .setLoss(loss == null ? 0 : loss)
                .setUses(listed.effect().uses())
                .setStepsSaved(listed.effect().stepsSaved());
        listed.nearest()
                .ifPresent(near -> entry.setNearestTask(near.prompt().task()).setNearestSimilarity(near.similarity()));
        return entry.build();
    }
}
