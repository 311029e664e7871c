package io.prompttuner.wire.event;

/** A tenant wants a job to end now, with the best prompt it has. */
public record CancelRequested(String job, String tenant) implements Event {

    @Override
    public String key() {
        return job;
    }
}
