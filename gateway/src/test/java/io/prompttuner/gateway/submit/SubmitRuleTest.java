package io.prompttuner.gateway.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitRuleTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123Z");
    private static final JobIdentity ACME_1 = JobIdentity.of("acme", "1");

    @Test
    void fillsInWhatARequestLeavesOut() {
        JobSubmitted job = accepted(Requests.least());

        assertThat(job.spec())
                .isEqualTo(new JobSpec(
                        "emotion/street",
                        "small-lm",
                        Requests.DATASET,
                        new Target(TargetMetric.LOSS, 0.15),
                        300,
                        10,
                        16,
                        16,
                        4,
                        0.003,
                        1,
                        1));
        assertThat(job.tenant()).isEqualTo("acme");
        assertThat(job.job()).isEqualTo(ACME_1.job()).matches("j-[0-9a-hjkmnp-tv-z]{16}");
        assertThat(job.start()).isEqualTo(new Start(StartKind.RACE, null, null));
        assertThat(job.deadline()).isEqualTo(NOW.plusSeconds(600));
        assertThat(job.afterDeadline()).isEqualTo(AfterDeadline.CONTINUE);
        assertThat(job.submittedAt()).isEqualTo(NOW);
        assertThat(job.seed()).isEqualTo(accepted(Requests.least()).seed()).isBetween(0L, 1L << 53);
    }

    @Test
    void aJobMayTakeNoStepAndOnlyEvaluate() {
        JobSubmitted job = accepted(Requests.with("\"maxSteps\": 0, \"recipe\": {\"patience\": 2}"));

        assertThat(job.spec().maxSteps()).isZero();
        assertThat(job.spec().evaluateEvery()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"loss, LOSS", "accuracy, ACCURACY", "tokenF1, TOKEN_F1", "rougeL, ROUGE_L"})
    void takesATargetOfEveryMeasure(String field, TargetMetric metric) {
        JobSubmitted job = accepted(Requests.with("\"target\": {\"%s\": 0.5}".formatted(field)));

        assertThat(job.spec().target()).isEqualTo(new Target(metric, 0.5));
    }

    @Test
    void takesWhatARequestSays() {
        JobSubmitted job = accepted(Requests.with("""
                "target": {"accuracy": 0.95}, "maxSteps": 7, "batchSize": 2, "learningRate": 1e-2, "seed": -5,
                "deadline": "2030-01-01T02:00:00+01:00", "afterDeadline": "stop",
                "start": {"kind": "prompt", "prompt": "%s"}, "limits": {"maxWorkers": 4, "minBatchScale": 0.5}""".formatted(Requests.PROMPT)));

        assertThat(job.spec().target()).isEqualTo(new Target(TargetMetric.ACCURACY, 0.95));
        assertThat(job.spec().evaluateEvery()).as("never beyond the last step").isEqualTo(7);
        assertThat(job.spec().microBatches()).as("never more than examples").isEqualTo(2);
        assertThat(job.spec().learningRate()).isEqualTo(0.01);
        assertThat(job.spec().maxWorkers()).isEqualTo(4);
        assertThat(job.spec().minBatchScale()).isEqualTo(0.5);
        assertThat(job.seed()).isEqualTo(-5);
        assertThat(job.deadline()).isEqualTo(Instant.parse("2030-01-01T01:00:00Z"));
        assertThat(job.afterDeadline()).isEqualTo(AfterDeadline.STOP);
        assertThat(job.start()).isEqualTo(new Start(StartKind.PROMPT, null, Requests.PROMPT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "maxSteps": 1000000000                   | maxSteps: expected from 0 to 100000, got 1000000000
            "maxSteps": 99999999999999999999999      | maxSteps: expected from 0 to 100000, got 99999999999999999999999
            "maxSteps": -1                           | maxSteps: expected from 0 to 100000, got -1
            "maxSteps": 1.5                          | maxSteps: expected a whole number, got 1.5
            "maxSteps": "300"                        | maxSteps: expected a whole number, got "300"
            "maxSteps": null, "evaluateEvery": 301   | evaluateEvery: expected from 1 to 300, got 301
            "promptTokens": 0                        | promptTokens: expected from 1 to 256, got 0
            "batchSize": 100000                      | batchSize: expected from 1 to 512, got 100000
            "microBatches": 17                       | microBatches: expected from 1 to 16, got 17
            "learningRate": 0                        | learningRate: expected from 0.000001 to 1, got 0
            "learningRate": "NaN"                    | learningRate: expected a number, got "NaN"
            "learningRate": 1e999                    | learningRate: expected from 0.000001 to 1, got
            "target": {"loss": -1}                   | target.loss: expected from 0.0001 to 20, got -1
            "target": {"accuracy": 1.01}             | target.accuracy: expected from 0.01 to 1, got 1.01
            "target": {"tokenF1": 0}                 | target.tokenF1: expected from 0.01 to 1, got 0
            "target": {"rougeL": "high"}             | target.rougeL: expected a number, got "high"
            "target": {"loss": 1, "accuracy": 1}     | target: expected one of loss, accuracy, tokenF1, rougeL, got loss and accuracy
            "target": {}                             | target: expected one of loss, accuracy, tokenF1, rougeL
            "target": 0.15                           | target: expected an object, got 0.15
            "target": {"los": 0.1}                   | target.los: unknown field; expected one of loss, accuracy, tokenF1, rougeL
            "name": "../../etc/passwd"               | name: expected a task's name such as emotion/street
            "name": "a/../b"                         | it is a label, not a path
            "name": "C:\\\\temp"                     | name: expected a task's name
            "name": ""                               | name: expected a task's name
            "name": null                             | name: is missing
            "name": 7                                | name: expected text, got 7
            "baseModel": "gpt-9"                     | baseModel: no base model "gpt-9"; known are: large-lm, small-lm
            "baseModel": "../small-lm"               | baseModel: no base model "../small-lm"
            "dataset": "../../../etc/passwd"         | dataset: expected a SHA-256 of 64 lower-case hexadecimal digits, got "../../../etc/passwd"
            "dataset": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752" | dataset: you have none of this SHA-256; upload it with POST /v1/datasets first
            "deadline": "2029-12-31T23:59:59Z"       | deadline: lies in the past: 2029-12-31T23:59:59Z, and it is 2030-01-01T00:00:00.123Z now
            "deadline": "-PT5M"                      | deadline: lies in the past
            "deadline": "PT0S"                       | deadline: lies in the past
            "deadline": "PT0.5S"                     | deadline: expected at least PT1S from now
            "deadline": "P31D"                       | deadline: expected at most 30 days from now, got 2030-02-01
            "deadline": "P99999999999999D"           | deadline: expected a time such as 2030-01-31T12:00:00Z or a duration
            "deadline": "tomorrow"                   | deadline: expected a time such as 2030-01-31T12:00:00Z or a duration from now such as PT10M, got "tomorrow"
            "deadline": 1893456000000                | deadline: expected text, got 1893456000000
            "deadline": null                         | deadline: is missing
            "afterDeadline": "panic"                 | afterDeadline: expected one of continue, stop, got "panic"
            "seed": 9007199254740993                 | seed: expected from -9007199254740991 to 9007199254740991
            "recipe": {"schedule": "step"}           | recipe.schedule: expected one of constant, constant-with-warmup, linear, cosine, got "step"
            "recipe": {"warmupSteps": 5}             | recipe.warmupSteps: does not go with a constant schedule
            "recipe": {"schedule": "linear", "warmupSteps": 301} | recipe.warmupSteps: expected from 0 to 300, got 301
            "recipe": {"clipNorm": 0}                | recipe.clipNorm: expected from 0.000001 to 1000000, got 0
            "recipe": {"weightDecay": 1}             | recipe.weightDecay: expected from 0 to 0.5, got 1
            "recipe": {"patience": 0.5}              | recipe.patience: expected a whole number, got 0.5
            "recipe": {"momentum": 1}                | recipe.momentum: unknown field; expected one of schedule,
            "limits": {"maxWorkers": 65}             | limits.maxWorkers: expected from 1 to 64, got 65
            "limits": {"minBatchScale": 0}           | limits.minBatchScale: expected from 0.125 to 1, got 0
            "limits": {"gpus": 8}                    | limits.gpus: unknown field; expected one of maxWorkers, minBatchScale
            "limits": []                             | limits: expected an object, got a list
            "start": {"kind": "warm"}                | start.kind: expected one of race, plain, random, text, prompt, got "warm"
            "start": {"kind": "text"}                | start.text: is missing
            "start": {"kind": "text", "text": " "}   | start.text: expected 1 to 2000 characters of plain text, got " "
            "start": {"kind": "text", "text": "\\u0000"} | start.text: expected 1 to 2000 characters of plain text, got "?"
            "start": {"kind": "text", "text": "\\ud800"} | start.text: expected 1 to 2000 characters of plain text
            "start": {"kind": "plain", "text": "x"}  | start.text: does not go with a start of kind plain
            "start": {"kind": "random", "text": "x"} | start.text: does not go with a start of kind random
            "start": {"kind": "prompt"}              | start.prompt: is missing
            "start": {"kind": "prompt", "prompt": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"} | start.prompt: you have none of this SHA-256
            "gpuCount": 4                            | gpuCount: unknown field; expected one of name, baseModel,
            """)
    void answersEachHostileValueInItsOwnWords(String fields, String expected) {
        assertThat(refused(Requests.with(fields)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains(expected));
    }

    @Test
    void namesAllFaultsAtOnce() {
        List<Fault> faults = refused(Requests.json("""
                {"name": "../x", "baseModel": "gpt-9", "dataset": "abc", "target": {}, "maxSteps": 1000000000,
                 "batchSize": -1, "deadline": "2001-01-01T00:00:00Z", "seed": "x", "start": {"kind": "text"}, "sead": 1}"""));

        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactly(
                        "/sead",
                        "/name",
                        "/baseModel",
                        "/dataset",
                        "/target",
                        "/maxSteps",
                        "/batchSize",
                        "/deadline",
                        "/seed",
                        "/start/text");
    }

    @Test
    void keepsItsAnswersShortHoweverLongTheQuestion() {
        List<Fault> faults = refused(
                Requests.with("\"name\": \"%s\", \"%s\": 1".formatted("/".repeat(50_000), "x\\n".repeat(20_000))));

        assertThat(faults)
                .hasSize(2)
                .allSatisfy(fault ->
                        assertThat(fault.toString()).hasSizeLessThan(400).doesNotContain("\n"));
    }

    @Test
    void readsARepeatAtTheTimeOfTheFirst() {
        JobSubmitted first = accepted(Requests.least());

        Submission same = SubmitRule.DEFAULT.repeat(Requests.least(), ACME_1, first);
        Submission other = SubmitRule.DEFAULT.repeat(Requests.with("\"deadline\": \"PT11M\""), ACME_1, first);

        assertThat(same).isEqualTo(new Submission.Accepted(first));
        assertThat(other).isNotEqualTo(new Submission.Accepted(first)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void tellsJobsApartByTenantAndKey() {
        assertThat(List.of(
                        JobIdentity.of("acme", "1").job(),
                        JobIdentity.of("acme", "2").job(),
                        JobIdentity.of("bolt", "1").job(),
                        JobIdentity.of("acme1", "").job()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"k-1, true", "a b, false", "'', false", "naïve, false"})
    void wantsAPlainKey(String key, boolean fine) {
        assertThat(JobIdentity.faultOf(key).isEmpty()).isEqualTo(fine);
        assertThat(JobIdentity.faultOf("k".repeat(JobIdentity.KEY_LENGTH + 1))).isPresent();
    }

    @Test
    void wantsAnObject() {
        assertThat(refused(TextNode.valueOf("job")))
                .containsExactly(new Fault("", "expected a JSON object, got \"job\""));
    }

    private static JobSubmitted accepted(JsonNode body) {
        return judge(body).match(job -> job, faults -> {
            throw new AssertionError(faults.toString());
        });
    }

    private static List<Fault> refused(JsonNode body) {
        return judge(body).match(job -> List.of(), faults -> faults);
    }

    private static Submission judge(JsonNode body) {
        return SubmitRule.DEFAULT.judge(body, ACME_1, Requests.KNOWN, NOW);
    }
}
