package io.prompttuner.simulator.calibration;

import io.prompttuner.domain.config.InvalidConfigException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a simulation takes for true of models, jobs and the bank; what each entry means, and where its value is from,
 * is said in {@code calibration.properties}. {@link #of} makes one.
 *
 * @param entries every entry in its canonical form; all other components follow from it
 * @param price US dollars for one GPU for one hour
 * @param sloAllowance the allocation overhead of a deadline, as a share of the mean load
 * @param maxStepsFactor most steps of a job, as a multiple of its own
 * @param maxWorkers most workers of a job
 * @param connectSeconds by which it takes longer to begin with several workers
 * @param models by name
 */
public record Calibration(
        SortedMap<String, String> entries,
        double price,
        double sloAllowance,
        Durations durations,
        WorkerCounts workers,
        double maxStepsFactor,
        int maxWorkers,
        double connectSeconds,
        Arrivals arrivals,
        Bank bank,
        SortedMap<String, ModelCalibration> models) {

    private static final String MODEL = "model.";
    private static final int HASH_DIGITS = 12;

    public Calibration {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** Reads all entries; {@link InvalidConfigException} has every fault. */
    public static Calibration of(Map<String, String> given) {
        var entries = new Entries(given);
        double price = entries.real("price.gpu-hour", 0, 1_000);
        double allowance = entries.real("slo.allowance", 0, 10);
        var durations = durations(entries);
        var workers = workers(entries);
        double maxSteps = entries.real("steps.max-factor", 1, 100);
        int maxWorkers = entries.number("workers.max", 1, 1_000);
        double connect = entries.real("start.connect-seconds", 0, 3_600);
        var arrivals = new Arrivals(entries.real("arrivals.peak", 1, 19), entries.real("arrivals.correlation", 0, 1));
        var bank = bank(entries);
        var models = modelNames(given).stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> model(entries, name), (one, other) -> one, TreeMap::new));
        entries.require(!models.isEmpty(), "no model");
        return entries.checked(new Calibration(
                entries.canonical(),
                price,
                allowance,
                durations,
                workers,
                maxSteps,
                maxWorkers,
                connect,
                arrivals,
                bank,
                models));
    }

    /** The same with another value of one entry. */
    public Calibration with(String key, double value) {
        if (!entries.containsKey(key)) {
            throw new InvalidConfigException(List.of(key + ": not known"));
        }
        var changed = new TreeMap<>(entries);
        changed.put(key, Entries.written(value));
        return of(changed);
    }

    /** The value of one entry, as {@link #with} takes it. */
    public double value(String key) {
        String written = entries.get(key);
        if (written == null) {
            throw new InvalidConfigException(List.of(key + ": not known"));
        }
        return Double.parseDouble(written);
    }

    public ModelCalibration model(String name) {
        ModelCalibration model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("no model %s, only %s".formatted(name, models.keySet()));
        }
        return model;
    }

    /** Tells apart results of different calibrations: the first digits of SHA-256 over all entries. */
    public String hash() {
        String text = entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        return HexFormat.of().formatHex(sha256(text)).substring(0, HASH_DIGITS);
    }

    private static Durations durations(Entries entries) {
        var durations = new Durations(
                entries.real("duration.median-seconds", 0.001, 86_400),
                entries.real("duration.sigma", 0, 5),
                entries.real("duration.min-seconds", 0.001, 86_400),
                entries.real("duration.max-seconds", 0.001, 86_400));
        entries.require(
                durations.minSeconds() <= durations.maxSeconds(), "duration.min-seconds: above duration.max-seconds");
        return durations;
    }

    private static WorkerCounts workers(Entries entries) {
        var counts = new WorkerCounts(
                entries.real("gpus.several-share", 0, 1),
                entries.real("gpus.weight-2", 0, 1_000),
                entries.real("gpus.weight-4", 0, 1_000),
                entries.real("gpus.weight-8", 0, 1_000));
        entries.require(counts.weight2() + counts.weight4() + counts.weight8() > 0, "gpus.weight-2: all weights are 0");
        return counts;
    }

    private static Bank bank(Entries entries) {
        return new Bank(
                entries.real("bank.budget", 0, 1_000),
                entries.number("bank.clusters", 1, Bank.FULL_SIZE),
                entries.real("bank.speedup-factor", 0.1, 10),
                entries.real("bank.speedup-sigma", 0, 5),
                entries.real("bank.speedup-max", 1, 100),
                entries.real("bank.size-exponent", 0, 10));
    }

    private static ModelCalibration model(Entries entries, String name) {
        String prefix = MODEL + name + ".";
        return new ModelCalibration(
                name,
                entries.number(prefix + "gpus", 1, 1_000),
                entries.real(prefix + "step-seconds", 0.000_1, 3_600),
                entries.real(prefix + "load-seconds", 0, 86_400),
                entries.real(prefix + "load-spread", 0, 0.99),
                entries.real(prefix + "lookup-seconds", 0, 86_400),
                entries.real(prefix + "speedup-min", 0.1, 100));
    }

    private static TreeSet<String> modelNames(Map<String, String> given) {
        return given.keySet().stream()
                .filter(key -> key.startsWith(MODEL) && key.lastIndexOf('.') > MODEL.length())
                .map(key -> key.substring(MODEL.length(), key.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
