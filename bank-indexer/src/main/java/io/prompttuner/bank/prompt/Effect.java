package io.prompttuner.bank.prompt;

/**
 * What starting from one prompt has done so far.
 *
 * @param uses finished jobs that started from it
 * @param judged those of them for whose task a plain start is known
 * @param saved median over the judged of the share of steps saved against plain starts, 1 = all; negative when it did harm
 * @param stepsSaved steps saved, summed over the judged
 */
public record Effect(int uses, int judged, double saved, double stepsSaved) {

    /** A prompt nobody has started from. */
    public static final Effect UNUSED = new Effect(0, 0, 0, 0);
}
