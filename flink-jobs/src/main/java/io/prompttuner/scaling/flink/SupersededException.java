package io.prompttuner.scaling.flink;

/**
 * Ends a scheduler whose term is over. Flink then starts it again, and with its next claim it commands once more.
 *
 * <p>That is right when the higher claim came from a start that died before it could act. Two scaling jobs that both live
 * would take the command from each other again and again: nobody may deploy two.
 */
final class SupersededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SupersededException(long epoch, long claim) {
        super("the scheduler of epoch %d read that epoch %d was claimed; it starts again under a new one"
                .formatted(epoch, claim));
    }
}
