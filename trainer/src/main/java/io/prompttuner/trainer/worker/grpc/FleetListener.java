package io.prompttuner.trainer.worker.grpc;

import io.prompttuner.trainer.worker.Command;

/** Who hears what becomes of the stream to the controller. */
public interface FleetListener {

    /** A stream is open: whatever is said now goes there. */
    void connected();

    /** It is closed; another is opened in a moment. */
    void disconnected();

    /** A controller spoke, under this term. */
    void told(long term, Command command);
}
