package io.prompttuner.simulator.workload;

import io.prompttuner.simulator.calibration.Bank;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which workload to generate.
 *
 * @param name for reports
 * @param counts jobs by model
 * @param minutes over which they arrive
 * @param slo S of the paper: a deadline is S times the duration of the job after its arrival, and some for overhead
 * @param seed of all chance
 * @param bankSize candidates in the prompt bank
 */
public record WorkloadSpec(
        String name, SortedMap<String, Integer> counts, int minutes, double slo, long seed, int bankSize) {

    private static final double MAX_SLO = 1_000;

    public WorkloadSpec {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        if (minutes < 1 || counts.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("%s jobs in %d minutes".formatted(counts, minutes));
        }
        if (!(slo >= 0 && slo <= MAX_SLO) || bankSize < 1 || bankSize > Bank.FULL_SIZE) {
            throw new IllegalArgumentException("S %s, %d candidates".formatted(slo, bankSize));
        }
    }

    /** One of the paper's, with its full bank. */
    public static WorkloadSpec of(PaperLoad load, double slo, long seed) {
        return of(load.word(), load.counts(), PaperLoad.MINUTES, slo, seed);
    }

    /** So many jobs, as dense and mixed as the paper's medium load, over as much time as they take. */
    public static WorkloadSpec ofJobs(int jobs, double slo, long seed) {
        var medium = PaperLoad.MEDIUM;
        int minutes = (int) Math.max(1, Math.ceil((double) jobs * PaperLoad.MINUTES / medium.jobs()));
        return of(jobs + "-jobs", Shares.of(medium.counts(), jobs), minutes, slo, seed);
    }

    public WorkloadSpec withBankSize(int candidates) {
        return new WorkloadSpec(name, counts, minutes, slo, seed, candidates);
    }

    private static WorkloadSpec of(String name, SortedMap<String, Integer> counts, int minutes, double slo, long seed) {
        return new WorkloadSpec(name, counts, minutes, slo, seed, Bank.FULL_SIZE);
    }
}
