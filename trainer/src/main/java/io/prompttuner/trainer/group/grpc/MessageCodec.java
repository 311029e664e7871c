package io.prompttuner.trainer.group.grpc;

import com.google.protobuf.ByteString;
import io.prompttuner.protocol.group.Ask;
import io.prompttuner.protocol.group.Effort;
import io.prompttuner.protocol.group.Gradient;
import io.prompttuner.protocol.group.Handover;
import io.prompttuner.protocol.group.Pace;
import io.prompttuner.protocol.group.Part;
import io.prompttuner.protocol.group.Parts;
import io.prompttuner.protocol.group.Said;
import io.prompttuner.protocol.group.Score;
import io.prompttuner.protocol.group.Scores;
import io.prompttuner.trainer.group.Branch;
import io.prompttuner.trainer.group.Message;
import io.prompttuner.trainer.group.Plan;
import io.prompttuner.trainer.group.Range;
import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.Scores.AnswerSums;
import io.prompttuner.trainer.tuning.TuningStateFile;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What members say, as bytes and back. */
final class MessageCodec {

    private final int hidden;

    /** A codec for prompts whose tokens are so wide. */
    MessageCodec(int hidden) {
        this.hidden = hidden;
    }

    Said encode(Message message) {
        var said = Said.newBuilder();
        return message.match(
                        parts -> said.setParts(encode(parts)),
                        replan -> said.setReplan(encode(replan.plan())),
                        ask -> said.setAsk(Ask.newBuilder().setEmpty(ask.empty())),
                        handover -> said.setHandover(encode(handover)))
                .build();
    }

    /** What was said; nothing if this version does not know it. Unfit content is an {@link IOException}. */
    static Optional<Message> decode(Said said) throws IOException {
        try {
            return switch (said.getMessageCase()) {
                case PARTS -> Optional.of(decode(said.getParts()));
                case REPLAN -> Optional.of(new Message.Replan(decode(said.getReplan())));
                case ASK -> Optional.of(new Message.Ask(said.getAsk().getEmpty()));
                case HANDOVER -> Optional.of(decode(said.getHandover()));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException unfit) {
            throw new IOException("a member said what can't be: " + unfit.getMessage(), unfit);
        }
    }

    private static Parts encode(Message.Parts parts) {
        var encoded = Parts.newBuilder()
                .setGeneration(parts.generation())
                .setRound(parts.round())
                .setThrottles(parts.branch().throttles())
                .setLastThrottle(parts.branch().last())
                .setState(parts.state());
        parts.effort()
                .ifPresent(effort -> encoded.setEffort(
                        Effort.newBuilder().setLeaves(effort.leaves()).setSeconds(effort.seconds())));
        parts.parts().forEach(part -> encoded.addParts(encode(part)));
        parts.next().ifPresent(plan -> encoded.setNext(encode(plan)));
        return encoded.build();
    }

    private static Message.Parts decode(Parts parts) {
        return new Message.Parts(
                parts.getGeneration(),
                parts.getRound(),
                new Branch(parts.getThrottles(), parts.getLastThrottle()),
                parts.getState(),
                parts.getPartsList().stream().map(MessageCodec::decode).toList(),
                parts.hasEffort() ? Optional.of(decode(parts.getEffort())) : Optional.empty(),
                parts.hasNext() ? Optional.of(decode(parts.getNext())) : Optional.empty());
    }

    private static Message.Effort decode(Effort effort) {
        return new Message.Effort(effort.getLeaves(), effort.getSeconds());
    }

    private static Part encode(Message.Part part) {
        var encoded = Part.newBuilder()
                .setFrom(part.subtree().from())
                .setTo(part.subtree().to());
        if (part.sum() instanceof io.prompttuner.trainer.tuning.Gradient gradient) {
            encoded.setGradient(Gradient.newBuilder()
                    .setSum(Floats.bytes(gradient.sum()))
                    .setLossSum(gradient.lossSum())
                    .setAnswers(gradient.answers()));
        } else if (part.sum() instanceof io.prompttuner.trainer.tuning.Scores scores) {
            encoded.setScores(encode(scores));
        }
        return encoded.build();
    }

    private static Message.Part decode(Part part) {
        Partial<?> sum;
        if (part.hasGradient()) {
            Gradient gradient = part.getGradient();
            sum = new io.prompttuner.trainer.tuning.Gradient(
                    Floats.of(gradient.getSum()), gradient.getLossSum(), gradient.getAnswers());
        } else {
            sum = new io.prompttuner.trainer.tuning.Scores(part.getScores().getBatchesList().stream()
                    .map(MessageCodec::decode)
                    .toList());
        }
        return new Message.Part(new Range(part.getFrom(), part.getTo()), sum);
    }

    private static Scores encode(io.prompttuner.trainer.tuning.Scores scores) {
        var encoded = Scores.newBuilder();
        scores.batches().forEach(score -> encoded.addBatches(encode(score)));
        return encoded.build();
    }

    private static Score encode(io.prompttuner.trainer.tuning.Scores.Score score) {
        var encoded = Score.newBuilder()
                .setLossSum(score.lossSum())
                .setAnswers(score.answers())
                .setRight(score.right());
        @Nullable AnswerSums generated = score.generated();
        if (generated != null) {
            encoded.setTokenF1(generated.tokenF1()).setRougeL(generated.rougeL());
        }
        return encoded.build();
    }

    private static io.prompttuner.trainer.tuning.Scores.Score decode(Score score) {
        return new io.prompttuner.trainer.tuning.Scores.Score(
                score.getLossSum(),
                score.getAnswers(),
                score.getRight(),
                score.hasTokenF1() ? new AnswerSums(score.getTokenF1(), score.getRougeL()) : null);
    }

    private static io.prompttuner.protocol.group.Plan encode(Plan plan) {
        var encoded = io.prompttuner.protocol.group.Plan.newBuilder()
                .setGeneration(plan.generation())
                .setNumber(plan.number())
                .setMaker(plan.maker())
                .setFrom(plan.from());
        plan.paces()
                .forEach(pace -> encoded.addPaces(
                        Pace.newBuilder().setMember(pace.member()).setSecondsPerLeaf(pace.secondsPerLeaf())));
        return encoded.build();
    }

    private static Plan decode(io.prompttuner.protocol.group.Plan plan) {
        return new Plan(
                plan.getGeneration(),
                plan.getNumber(),
                plan.getMaker(),
                plan.getFrom(),
                plan.getPacesList().stream()
                        .map(pace -> new Plan.Pace(pace.getMember(), pace.getSecondsPerLeaf()))
                        .toList());
    }

    private Handover encode(Message.Handover handover) {
        return Handover.newBuilder()
                .setGeneration(handover.generation())
                .setNote(handover.note())
                .setPlan(encode(handover.plan()))
                .setState(ByteString.copyFrom(TuningStateFile.bytes(handover.state(), hidden)))
                .build();
    }

    private static Message.Handover decode(Handover handover) throws IOException {
        return new Message.Handover(
                handover.getGeneration(),
                decode(handover.getPlan()),
                TuningStateFile.read(handover.getState().toByteArray()),
                handover.getNote());
    }
}
