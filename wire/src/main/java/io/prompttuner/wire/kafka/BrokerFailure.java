package io.prompttuner.wire.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a broker that is away, which passes, from one that says no, which does not. */
record BrokerFailure(KafkaConnection connection) {

    /** Kafka counts its time-outs among the retriable. */
    RuntimeException of(String what, Throwable cause) {
        return cause instanceof RetriableException
                ? new BrokerAwayException(connection, what, cause)
                : new BrokerRefusedException(connection, what, cause);
    }

    /** Waits for an answer; the client itself bounds the wait by the connection's patience. */
    <T> T await(String what, Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw of(what, failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted); // sets the flag again
        }
    }
}
