package io.prompttuner.trainer.group;

import java.util.Optional;

/** A message on its way: to one member, or to all that can be reached. */
public record Letter(Optional<String> to, Message message) {

    static Letter toAll(Message message) {
        return new Letter(Optional.empty(), message);
    }

    static Letter to(String member, Message message) {
        return new Letter(Optional.of(member), message);
    }
}
