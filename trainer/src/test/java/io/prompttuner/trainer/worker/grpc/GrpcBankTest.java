package io.prompttuner.trainer.worker.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.prompttuner.protocol.bank.BankGrpc;
import io.prompttuner.protocol.bank.Candidate;
import io.prompttuner.protocol.bank.LookupReply;
import io.prompttuner.protocol.bank.LookupRequest;
import io.prompttuner.trainer.worker.attempt.BankLookup.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcBankTest {

    private static final float[] FEATURES = {0.5f, -1};

    private final Answers answers = new Answers();
    private Server server;
    private GrpcBank bank;

    @BeforeEach
    void start() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(answers)
                .build()
                .start();
        bank = GrpcBank.connect("127.0.0.1:" + server.getPort());
    }

    @AfterEach
    void stop() throws InterruptedException {
        bank.close();
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    @Test
    void bringsBackWhatTheBankProposes() {
        bank.lookup("job-0", FEATURES, 3); // the first call pays for loading classes

        Optional<List<Proposal>> found = bank.lookup("job-1", FEATURES, 3);

        assertThat(found).contains(List.of(new Proposal("acme", "12ab", "job-0")));
        assertThat(answers.last.getJob()).isEqualTo("job-1");
        assertThat(answers.last.getFeaturesList()).containsExactly(0.5f, -1f);
        assertThat(answers.last.getK()).isEqualTo(3);
    }

    @Test
    void asksOnceOnItsOwnSoThatNoJobPaysForTheFirstCall() {
        await().until(() -> answers.asked.contains(""));

        assertThat(answers.last).isEqualTo(LookupRequest.getDefaultInstance());
    }

    @Test
    void goesOnWithoutABankThatDoesNotAnswerInTime() {
        answers.silent = true;

        assertThat(bank.lookup("job-1", FEATURES, 3)).isEmpty();
    }

    @Test
    void goesOnWithoutABankThatDoesNotKnowTheJob() {
        answers.unknown = true;

        assertThat(bank.lookup("job-1", FEATURES, 3)).isEmpty();
    }

    @Test
    void goesOnWithoutABankThatIsAway() {
        server.shutdownNow();

        assertThat(bank.lookup("job-1", FEATURES, 3)).isEmpty();
    }

    /** The bank's service, one prompt deep. */
    private static final class Answers extends BankGrpc.BankImplBase {

        private final Queue<String> asked = new ConcurrentLinkedQueue<>();
        private volatile LookupRequest last = LookupRequest.getDefaultInstance();
        private volatile boolean silent;
        private volatile boolean unknown;

        @Override
        public void lookup(LookupRequest request, StreamObserver<LookupReply> answer) {
            asked.add(request.getJob());
            if (request.getJob().isEmpty()) {
                answer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            last = request;
            if (unknown) {
                answer.onError(Status.NOT_FOUND.asRuntimeException());
            } else if (!silent) {
                answer.onNext(LookupReply.newBuilder()
                        .addCandidates(Candidate.newBuilder()
                                .setTenant("acme")
                                .setPrompt("12ab")
                                .setJob("job-0")
                                .setSimilarity(0.9))
                        .build());
                answer.onCompleted();
            }
        }
    }
}
