package io.prompttuner.trainer.group.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.prompttuner.protocol.group.Part;
import io.prompttuner.protocol.group.Parts;
import io.prompttuner.protocol.group.Said;
import io.prompttuner.trainer.group.Branch;
import io.prompttuner.trainer.group.Message;
import io.prompttuner.trainer.group.Plan;
import io.prompttuner.trainer.group.Range;
import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.Scores;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final Plan PLAN =
            new Plan(3, 9, "m1", 15, List.of(new Plan.Pace("m1", 0.1), new Plan.Pace("m2", Double.MIN_VALUE)));

    private final MessageCodec codec = new MessageCodec(BowlModel.WIDTH);

    @Test
    void carriesEveryBitOfAGradient() throws IOException {
        float[] sum = {Float.MIN_VALUE, -0f, Float.intBitsToFloat(0x7fc12345), 1 / 3f};
        var said = parts(new Message.Part(new Range(2, 4), new Gradient(sum, 1 / 3d, 7)));

        var heard = (Message.Parts) carried(said);

        var part = (Gradient) heard.parts().get(0).sum();
        for (int i = 0; i < sum.length; i++) {
            assertThat(Float.floatToRawIntBits(part.sum()[i])).isEqualTo(Float.floatToRawIntBits(sum[i]));
        }
        assertThat(part.lossSum()).isEqualTo(1 / 3d);
        assertThat(part.answers()).isEqualTo(7);
        assertThat(heard.parts().get(0).subtree()).isEqualTo(new Range(2, 4));
        assertThat(heard.next()).contains(PLAN);
        assertThat(heard.state()).isEqualTo(-5);
    }

    @Test
    void carriesScoresPlansAndQuestions() throws IOException {
        var scores = new Scores(List.of(
                new Scores.Score(0.1, 3, 2, null), new Scores.Score(0.2, 4, 0, new Scores.AnswerSums(0.1 + 0.2, 0))));
        for (Message message : List.of(
                parts(new Message.Part(new Range(0, 2), scores)),
                new Message.Replan(PLAN),
                new Message.Ask(true),
                new Message.Ask(false),
                new Message.Parts(3, 15, new Branch(0, -1), 7, List.of(), Optional.empty(), Optional.empty()))) {
            assertThat(carried(message)).isEqualTo(message);
        }
    }

    @Test
    void carriesAStateAsACheckpointKeepsIt() throws IOException {
        var state = TuningState.start(new float[] {1, 2, 3, 4}, 8);

        var heard = (Message.Handover) carried(new Message.Handover(4, PLAN, state, "begun plain"));

        assertThat(heard.note()).isEqualTo("begun plain");
        assertThat(heard.generation()).isEqualTo(4);
        assertThat(TuningStateFile.bytes(heard.state(), BowlModel.WIDTH))
                .isEqualTo(TuningStateFile.bytes(state, BowlModel.WIDTH));
    }

    @Test
    void refusesWhatCantBe() {
        var backwards = Said.newBuilder()
                .setParts(
                        Parts.newBuilder().addParts(Part.newBuilder().setFrom(4).setTo(2)))
                .build();

        assertThatIOException().isThrownBy(() -> MessageCodec.decode(backwards)).withMessageContaining("4 to 2");
    }

    @Test
    void ignoresWhatALaterVersionMaySay() throws IOException {
        assertThat(MessageCodec.decode(Said.getDefaultInstance())).isEmpty();
    }

    private Message carried(Message message) throws IOException {
        return MessageCodec.decode(Said.parseFrom(codec.encode(message).toByteArray()))
                .orElseThrow();
    }

    private static Message.Parts parts(Message.Part part) {
        return new Message.Parts(
                3,
                14,
                new Branch(2, 11),
                -5,
                List.of(part),
                Optional.of(new Message.Effort(2, 0.25)),
                Optional.of(PLAN));
    }
}
