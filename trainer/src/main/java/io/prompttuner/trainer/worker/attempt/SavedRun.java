package io.prompttuner.trainer.worker.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prompttuner.store.Bundle;
import io.prompttuner.store.StoreException;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * All it takes to go on with a job as if it had never stopped, and its form in the store and between members.
 *
 * @param started how it began; every attempt repeats it
 */
record SavedRun(TuningState state, Started started) {

    private static final String STATE = "state.safetensors";
    private static final String RUN = "run.json";

    /** What a checkpoint says besides the state. */
    private record Run(Started started) {}

    /** What a member hands on with a state. */
    String note() {
        return new String(json(started), StandardCharsets.UTF_8);
    }

    /** A state with the note that was handed on with it. */
    static SavedRun handedOn(TuningState state, String note) {
        try {
            return new SavedRun(state, EventCodec.json().readValue(note, Started.class));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a member handed on a note that can't be read", bug);
        }
    }

    /** The files of a checkpoint; {@code hidden} is the width of a prompt token. */
    Bundle bundle(int hidden) {
        return new Bundle(Map.of(STATE, TuningStateFile.bytes(state, hidden), RUN, json(new Run(started))));
    }

    /** Reads the files back; a {@link StoreException} says what is wrong with them. */
    static SavedRun read(Bundle bundle) {
        byte[] nothing = new byte[0];
        try {
            return new SavedRun(
                    TuningStateFile.read(bundle.file(STATE).orElse(nothing)),
                    EventCodec.json()
                            .readValue(bundle.file(RUN).orElse(nothing), Run.class)
                            .started());
        } catch (IOException damaged) {
            throw StoreException.during("understand a checkpoint", damaged);
        }
    }

    private static byte[] json(Object value) {
        try {
            return EventCodec.json().writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a run can't be written: " + value, bug);
        }
    }
}
