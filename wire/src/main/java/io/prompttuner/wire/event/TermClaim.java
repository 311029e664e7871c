package io.prompttuner.wire.event;

/**
 * Whoever starts to command claims a term first: the offset of this record.
 *
 * @param identity the claimant's own, never used twice
 */
public record TermClaim(Role role, String identity) implements Event {

    @Override
    public String key() {
        return role.word();
    }
}
