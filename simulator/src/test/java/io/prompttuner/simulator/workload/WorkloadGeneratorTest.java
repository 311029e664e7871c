package io.prompttuner.simulator.workload;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.simulator.calibration.CalibrationFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadGeneratorTest {

    private static final long MINUTE = 60_000_000;
    private static final long SEED = 7;

    private final WorkloadGenerator generator = new WorkloadGenerator(CalibrationFile.bundled());

    @ParameterizedTest
    @EnumSource(PaperLoad.class)
    void aLoadHasThePapersCounts(PaperLoad load) {
        Workload workload = generate(load, 1, SEED);
        var counts = workload.jobs().stream().collect(groupingBy(SimJob::baseModel, counting()));

        var expected = new HashMap<String, Long>();
        load.counts().forEach((model, count) -> expected.put(model, (long) count));
        assertThat(counts).isEqualTo(expected);
        assertThat(workload.models())
                .extracting(BaseModelSpec::name)
                .containsExactlyElementsOf(load.counts().keySet());
    }

    @Test
    void theBusiestMinuteHasAboutFiveTimesTheMean() {
        var ratios = LongStream.range(0, 100)
                .mapToDouble(seed -> peak(generate(PaperLoad.HIGH, 1, seed).jobs(), 20) / (260 / 20.0))
                .sorted()
                .toArray();

        assertThat(ratios[50]).isBetween(4.3, 5.5);
        assertThat(ratios[0]).isGreaterThan(2.5);
        assertThat(ratios[99]).isLessThan(8);
    }

    @Test
    void modelsAreBusyTogether() {
        var workload = generate(PaperLoad.LARGE, 1, SEED);
        double[] one = perMinute(jobsOf(workload, "gpt2-base"), 20);
        double[] other = perMinute(jobsOf(workload, "vicuna-7b"), 20);

        assertThat(correlation(one, other)).isGreaterThan(0.7);
        var apart = new WorkloadGenerator(CalibrationFile.bundled().with("arrivals.correlation", 0));
        double mean = LongStream.range(0, 50)
                .mapToObj(seed -> apart.generate(WorkloadSpec.of(PaperLoad.LARGE, 1, seed)))
                .mapToDouble(each ->
                        correlation(perMinute(jobsOf(each, "gpt2-base"), 20), perMinute(jobsOf(each, "vicuna-7b"), 20)))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(-0.15, 0.15);
    }

    @Test
    void arrivalsAreSpreadOverEachMinute() {
        double[] inMinute = many().jobs().stream()
                .mapToDouble(job -> (job.submittedMicros() % MINUTE) / (double) MINUTE)
                .sorted()
                .toArray();

        // Kolmogorov-Smirnov against uniform: 1.63 / sqrt(n) at 1 %
        double farthest = IntStream.range(0, inMinute.length)
                .mapToDouble(n -> Math.abs(inMinute[n] - (n + 0.5) / inMinute.length))
                .max()
                .orElseThrow();
        assertThat(farthest).isLessThan(1.63 / Math.sqrt(inMinute.length));
    }

    @Test
    void durationsAreThoseOfTheCalibration() {
        // of jobs at S = 1, less the allowance for overhead
        var calibration = CalibrationFile.bundled();
        double[] seconds = many().jobs().stream()
                .mapToDouble(job -> job.sloSeconds()
                        - calibration.sloAllowance()
                                * calibration.model(job.baseModel()).loadSeconds())
                .sorted()
                .toArray();

        double median = calibration.durations().medianSeconds();
        double sigma = calibration.durations().sigma();
        assertThat(seconds[0]).isGreaterThanOrEqualTo(calibration.durations().minSeconds() - 1e-5);
        assertThat(seconds[seconds.length - 1])
                .isLessThanOrEqualTo(calibration.durations().maxSeconds() + 1e-5);
        assertThat(seconds[seconds.length / 2] / median).isEqualTo(1, within(0.05));
        double oneDeviationAbove = seconds[(int) (0.8413 * seconds.length)];
        assertThat(oneDeviationAbove / (median * Math.exp(sigma))).isEqualTo(1, within(0.05));
    }

    @Test
    void stepsAreWhatTheDurationTakesOnItsWorkers() {
        var draws = new JobDraws(CalibrationFile.bundled(), "vicuna-7b", new Streams(SEED), 3_000);
        double step = CalibrationFile.bundled().model("vicuna-7b").stepSeconds();

        SimJob alone = draws.job("a", new JobDraws.Draw(100, 1, 2, "t"), 1.5, 60);
        SimJob several = draws.job("b", new JobDraws.Draw(100, 4, 2, "t"), 1.5, 60);

        assertThat(alone.ownSteps()).isEqualTo(Math.round(100 / step));
        assertThat(several.ownSteps() * StepTime.shared(step, 4)).isEqualTo(100, within(step));
        assertThat(alone.bankSteps()).isEqualTo(Math.round(alone.ownSteps() / 2.0));
        assertThat(alone.maxSteps())
                .isEqualTo((long) Math.ceil(CalibrationFile.bundled().maxStepsFactor() * alone.ownSteps()));
        assertThat(alone.submittedMicros()).isEqualTo(1_500_000);
        assertThat(alone.sloSeconds()).isEqualTo(60);
    }

    @Test
    void theBankMostlyHelpsAndNeverBreaksTheLimit() {
        List<SimJob> jobs = many().jobs();
        double[] speedups = jobs.stream()
                .filter(job -> job.baseModel().equals("gpt2-base") && job.ownSteps() > 100)
                .mapToDouble(job -> (double) job.ownSteps() / job.bankSteps())
                .sorted()
                .toArray();

        assertThat(speedups[speedups.length / 2])
                .isEqualTo(1.81 * CalibrationFile.bundled().bank().speedupFactor(), within(0.1));
        assertThat(speedups[speedups.length - 1]).isEqualTo(4.7, within(0.15));
        assertThat(jobs).anyMatch(job -> job.bankSteps() > job.ownSteps());
        assertThat(jobs).allMatch(job -> job.bankSteps() <= job.maxSteps() && job.bankSteps() >= 1);
    }

    @Test
    void aQuarterOfTheJobsIsForSeveralWorkers() {
        var draws = new JobDraws(CalibrationFile.bundled(), "gpt2-base", new Streams(SEED), 3_000);
        Map<Integer, Long> counts = IntStream.range(0, 20_000)
                .mapToObj(n -> draws.next().workers())
                .collect(groupingBy(n -> n, counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrder(1, 2, 4, 8);
        assertThat(counts.getOrDefault(1, 0L) / 20_000.0).isEqualTo(0.75, within(0.01));
        assertThat(counts.getOrDefault(2, 0L) / 20_000.0).isEqualTo(0.125, within(0.01));
        assertThat(counts.getOrDefault(8, 0L) / 20_000.0).isEqualTo(0.05, within(0.01));
    }

    @Test
    void tenantsDifferMuchInSize() {
        Map<String, Long> counts = many().jobs().stream().collect(groupingBy(SimJob::tenant, counting()));

        assertThat(counts).hasSize(8);
        assertThat((double) counts.getOrDefault("tenant-1", 0L) / counts.getOrDefault("tenant-8", 1L))
                .isBetween(6.5, 9.5);
    }

    @Test
    void theSameSeedGivesTheSameWorkload() {
        assertThat(generate(PaperLoad.MEDIUM, 1, SEED)).isEqualTo(generate(PaperLoad.MEDIUM, 1, SEED));
        assertThat(generate(PaperLoad.MEDIUM, 1, SEED).jobs())
                .isNotEqualTo(generate(PaperLoad.MEDIUM, 1, SEED + 1).jobs());
    }

    @Test
    void anotherSMovesOnlyDeadlines() {
        List<SimJob> tight = generate(PaperLoad.MEDIUM, 0.5, SEED).jobs();
        List<SimJob> loose = generate(PaperLoad.MEDIUM, 1.5, SEED).jobs();

        assertThat(tight).isNotEqualTo(loose);
        assertThat(tight.stream().map(job -> withDeadline(job, 0)))
                .containsExactlyElementsOf(
                        loose.stream().map(job -> withDeadline(job, 0)).toList());
        assertThat(tight)
                .zipSatisfy(
                        loose, (one, other) -> assertThat(one.deadlineMicros()).isLessThan(other.deadlineMicros()));
    }

    @Test
    void aLargerLoadHasTheJobsOfASmallerOne() {
        Map<String, SimJob> low = byId(generate(PaperLoad.LOW, 1, SEED));
        Map<String, SimJob> high = byId(generate(PaperLoad.HIGH, 1, SEED));

        assertThat(high).containsAllEntriesOf(low);
    }

    @Test
    void anotherBankChangesOnlyWhatItGives() {
        Workload full = generate(PaperLoad.MEDIUM, 1, SEED);
        Workload small =
                generator.generate(WorkloadSpec.of(PaperLoad.MEDIUM, 1, SEED).withBankSize(1_000));

        assertThat(small.jobs()).zipSatisfy(full.jobs(), (one, other) -> {
            assertThat(one.bankSteps()).isGreaterThanOrEqualTo(other.bankSteps());
            assertThat(withBankSteps(one, 0)).isEqualTo(withBankSteps(other, 0));
        });
        assertThat(small.models())
                .zipSatisfy(
                        full.models(),
                        (one, other) -> assertThat(one.lookupSeconds())
                                .isEqualTo(other.lookupSeconds() * 70 / 110, within(1e-9)));
    }

    @Test
    void moreJobsTakeMoreTimeAtTheSameDensity() {
        Workload workload = generator.generate(WorkloadSpec.ofJobs(50_000, 1, SEED));
        double[] perMinute = perMinute(workload.jobs(), 50_000 * 20 / 213 + 1);

        assertThat(workload.jobs()).hasSize(50_000).isSortedAccordingTo(WorkloadGenerator.BY_ARRIVAL);
        double[] stretches = IntStream.range(0, perMinute.length / 20)
                .mapToDouble(n -> Arrays.stream(perMinute, 20 * n, 20 * n + 20).sum())
                .toArray();
        assertThat(Arrays.stream(stretches).average().orElseThrow()).isEqualTo(213, within(3.0));
        assertThat(Arrays.stream(stretches).max().orElseThrow()).isLessThan(213 * 1.5);
    }

    @Test
    void sharesAddUp() {
        assertThat(Shares.of(PaperLoad.MEDIUM.counts(), 10))
                .isEqualTo(new TreeMap<>(Map.of("gpt2-base", 4, "gpt2-large", 3, "vicuna-7b", 3)));
        assertThat(Shares.of(PaperLoad.MEDIUM.counts(), 213)).isEqualTo(new TreeMap<>(PaperLoad.MEDIUM.counts()));
        assertThat(Shares.of(PaperLoad.MEDIUM.counts(), 0).values()).containsOnly(0);
    }

    @Test
    void aSpecificationWithoutMeaningIsRefused() {
        assertThatThrownBy(() -> WorkloadSpec.of(PaperLoad.LOW, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WorkloadSpec.of(PaperLoad.LOW, 1, 1).withBankSize(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Workload generate(PaperLoad load, double slo, long seed) {
        return generator.generate(WorkloadSpec.of(load, slo, seed));
    }

    private Workload many() {
        return generator.generate(WorkloadSpec.ofJobs(20_000, 1, SEED));
    }

    private static List<SimJob> jobsOf(Workload workload, String model) {
        return workload.jobs().stream()
                .filter(job -> job.baseModel().equals(model))
                .toList();
    }

    private static Map<String, SimJob> byId(Workload workload) {
        return workload.jobs().stream().collect(toMap(SimJob::id, Function.identity()));
    }

    private static double[] perMinute(List<SimJob> jobs, int minutes) {
        double[] counts = new double[minutes];
        jobs.forEach(job -> counts[(int) (job.submittedMicros() / MINUTE)]++);
        return counts;
    }

    private static double peak(List<SimJob> jobs, int minutes) {
        return Arrays.stream(perMinute(jobs, minutes)).max().orElseThrow();
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElseThrow();
        double meanOther = Arrays.stream(other).average().orElseThrow();
        double both = 0;
        double ofOne = 0;
        double ofOther = 0;
        for (int n = 0; n < one.length; n++) {
            both += (one[n] - meanOne) * (other[n] - meanOther);
            ofOne += (one[n] - meanOne) * (one[n] - meanOne);
            ofOther += (other[n] - meanOther) * (other[n] - meanOther);
        }
        return both / Math.sqrt(ofOne * ofOther);
    }

    private static SimJob withDeadline(SimJob job, long deadline) {
        return new SimJob(
                job.id(),
                job.tenant(),
                job.baseModel(),
                job.submittedMicros(),
                deadline,
                job.ownSteps(),
                job.bankSteps(),
                job.maxSteps(),
                job.maxWorkers());
    }

    private static SimJob withBankSteps(SimJob job, long steps) {
        return new SimJob(
                job.id(),
                job.tenant(),
                job.baseModel(),
                job.submittedMicros(),
                job.deadlineMicros(),
                job.ownSteps(),
                steps,
                job.maxSteps(),
                job.maxWorkers());
    }
}
