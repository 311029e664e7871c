package io.prompttuner.trainer.worker.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prompttuner.store.Bundle;
import io.prompttuner.store.StoreException;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import io.prompttuner.wire.EventCodec;
import java.io.IOException;
import java.util.Map;

/** All it takes to go on with a job as if it had never stopped, and its form in the store. */
record SavedRun(TuningState state, RunRecord record) {

    private static final String STATE = "state.safetensors";
    private static final String RUN = "run.json";

    /** The files of a checkpoint; {@code hidden} is the width of a prompt token. */
    Bundle bundle(int hidden) {
        try {
            byte[] run = EventCodec.json().writeValueAsBytes(record);
            return new Bundle(Map.of(STATE, TuningStateFile.bytes(state, hidden), RUN, run));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a run can't be written: " + record, bug);
        }
    }

    /** Reads the files back; a {@link StoreException} says what is wrong with them. */
    static SavedRun read(Bundle bundle) {
        byte[] nothing = new byte[0];
        try {
            return new SavedRun(
                    TuningStateFile.read(bundle.file(STATE).orElse(nothing)),
                    EventCodec.json().readValue(bundle.file(RUN).orElse(nothing), RunRecord.class));
        } catch (IOException damaged) {
            throw StoreException.during("understand a checkpoint", damaged);
        }
    }
}
