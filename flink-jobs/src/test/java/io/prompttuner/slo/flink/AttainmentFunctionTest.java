package io.prompttuner.slo.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.slo.Counts;
import io.prompttuner.slo.SloFact;
import io.prompttuner.slo.Standing;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttainmentFunctionTest {

    private static final long DAY = 86_400;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOneInputStreamOperatorTestHarness<String, SloFact, SloReport> flink;

    @BeforeEach
    void open() throws Exception {
        flink = ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new AttainmentFunction(), SloFact::tenant, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    @Test
    void aJobIsLiveUntilItHasItsOutcome() throws Exception {
        at(0, submitted("a", 100));
        assertThat(last()).isEqualTo(report(0, 0, 0, 0, 1, null));

        at(50, ended("a", 100, Verdict.MET));
        assertThat(last()).isEqualTo(report(50, 1, 0, 0, 0, 1.0));
    }

    @Test
    void aPromiseIsMissedFromTheMomentTheDeadlinePasses() throws Exception {
        at(0, submitted("a", 100));

        flink.setProcessingTime(100_000);
        assertThat(last().missed()).isZero();

        flink.setProcessingTime(100_001);
        assertThat(last()).isEqualTo(report(0, 0, 1, 0, 0, 0.0));
    }

    @Test
    void theOutcomeOverridesAnEarlierMiss() throws Exception {
        at(0, submitted("a", 100));
        flink.setProcessingTime(150_000);

        at(160, ended("a", 100, Verdict.MET));

        assertThat(last()).isEqualTo(report(160, 1, 0, 0, 0, 1.0));
    }

    @Test
    void whatComesAgainInAnyOrderCountsOnce() throws Exception {
        List<SloFact> facts = new ArrayList<>();
        for (int job = 0; job < 10; job++) {
            facts.add(submitted("j" + job, 1_000));
            facts.add(ended("j" + job, 1_000, job < 7 ? Verdict.MET : job < 9 ? Verdict.MISSED : Verdict.EXCLUDED));
        }
        facts.addAll(List.copyOf(facts));
        Collections.shuffle(facts, new Random(1));

        for (SloFact fact : facts) {
            at(0, fact);
        }

        assertThat(last()).isEqualTo(report(0, 7, 2, 1, 0, 7 / 9.0));
    }

    @Test
    void keepsOneTimerATenantAndNothingForEver() throws Exception {
        for (int job = 0; job < 10; job++) {
            at(0, submitted("j" + job, 100 + job));
        }
        assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);

        flink.setProcessingTime(40 * DAY * 1_000);

        assertThat(last()).isEqualTo(report(0, 0, 0, 0, 0, null));
        assertThat(flink.numProcessingTimeTimers()).isZero();
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void nothingFallsBackToKryo() {
        for (Class<?> type : List.of(SloFact.class, Standing.class, Counts.class, SloReport.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
    }

    private void at(long second, SloFact fact) throws Exception {
        if (second * 1_000 > flink.getProcessingTime()) {
            flink.setProcessingTime(second * 1_000);
        }
        flink.processElement(
                new SloFact(fact.tenant(), fact.job(), fact.deadline(), second(second), fact.verdict()), 0);
    }

    private SloReport last() {
        List<SloReport> reports = flink.extractOutputValues();
        return reports.get(reports.size() - 1);
    }

    private static SloFact submitted(String job, long deadline) {
        return new SloFact("acme", job, second(deadline), Instant.EPOCH, null);
    }

    private static SloFact ended(String job, long deadline, Verdict verdict) {
        return new SloFact("acme", job, second(deadline), Instant.EPOCH, verdict);
    }

    private static SloReport report(long at, int met, int missed, int excluded, int live, @Nullable Double share) {
        return new SloReport("acme", second(at), met, missed, excluded, live, share);
    }

    private static Instant second(long second) {
        return Instant.ofEpochSecond(second);
    }
}
