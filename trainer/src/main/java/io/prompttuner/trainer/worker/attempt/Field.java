package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.BankAnswer;
import java.util.List;

/**
 * Everyone who may begin a job, in order of preference; more than one race.
 *
 * @param features the task's vector
 * @param bank what the bank had to say
 */
record Field(List<Entrant> entrants, List<Double> features, BankAnswer bank) {

    Field {
        entrants = List.copyOf(entrants);
        features = List.copyOf(features);
    }
}
