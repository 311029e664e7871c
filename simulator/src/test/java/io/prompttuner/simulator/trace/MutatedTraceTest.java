package io.prompttuner.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedTraceTest {

    private static final int FILES = 1_200;
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "NaN",
            "-NaN",
            "Infinity",
            "-1",
            "-0",
            "1e300",
            "1e-300",
            "1e999",
            "9".repeat(400),
            "0x10",
            "1_000",
            "1,5",
            "\"",
            "\"\"",
            "\"a",
            "\"1\"",
            "a\"b",
            "\u0000",
            "\r",
            "\t",
            "\uFEFF",
            "\uD83D\uDE00",
            "submit_seconds",
            "2",
            "j1",
            "99999999",
            "1e9",
            "1e10",
            "'; drop",
            "=1+1",
            "<b>",
            "null",
            "٣",
            "１");

    private final Random random = new Random(1);
    private int refused;
    private int spoilt;

    @Test
    void everyLineOfAnyFileIsAJobOrNamedOrTheFileIsRefused() {
        var importer = new TraceImporter(CalibrationFile.bundled(), TraceOptions.standard());
        var asRecorded = new TraceImporter(CalibrationFile.bundled(), TraceOptions.asRecorded());
        for (int n = 0; n < FILES; n++) {
            byte[] file = mutated();
            try {
                Trace trace = Text.read(file, TraceOptions.standard());
                checkAccounts(trace, file);
                checkJobs(importer.workloads(trace, WorkloadSpec.of(PaperLoad.LOW, 1, n)), trace);
                checkJobs(asRecorded.workloads(trace, WorkloadSpec.of(PaperLoad.LOW, 1, n)), trace);
            } catch (InvalidTraceException clear) {
                assertThat(clear.getMessage()).startsWith("t.csv: ").hasSizeLessThan(300);
                refused++;
            }
        }

        // the mutations are neither harmless nor so wild that only the header is tested
        assertThat(refused).isBetween(FILES / 20, FILES / 2);
        assertThat(spoilt).isGreaterThan(FILES / 3);
    }

    private void checkAccounts(Trace trace, byte[] file) {
        TraceReport report = trace.report();
        assertThat(report.lines()).isEqualTo(lines(file));
        assertThat(1 + report.rows() + report.bad() + report.blank()).isEqualTo(report.lines());
        assertThat(report.reasons().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(report.bad());
        assertThat((long) report.firstBad().size()).isEqualTo(Math.min(report.bad(), TraceReport.MOST_NAMED));
        assertThat(report.firstBad())
                .allMatch(row -> row.line() > 1 && !row.reason().isBlank());
        assertThat(String.join("", report.text())).doesNotContainPattern("\\p{Cntrl}");
        spoilt += report.bad() > 0 ? 1 : 0;
    }

    private static void checkJobs(ImportedTrace imported, Trace trace) {
        int rows = imported.windows().stream().mapToInt(WindowReport::rows).sum();
        assertThat(rows).isEqualTo(trace.rows().size());
        for (int n = 0; n < imported.windows().size(); n++) {
            List<SimJob> jobs = imported.workloads().get(n).jobs();
            assertThat(jobs).hasSize(imported.windows().get(n).kept());
            assertThat(jobs).allMatch(job -> job.deadlineMicros() >= job.submittedMicros());
        }
    }

    private static long lines(byte[] file) {
        long lines = file.length == 0 || file[file.length - 1] == '\n' ? 0 : 1;
        for (byte each : file) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }

    private byte[] mutated() {
        List<List<String>> cells = sound();
        for (int n = random.nextInt(3); n >= 0; n--) {
            mutate(cells);
        }
        var text = new StringBuilder(oneIn(20) ? "\uFEFF" : "");
        String end = oneIn(10) ? "\r\n" : "\n";
        cells.forEach(
                row -> text.append(String.join(oneIn(400) ? ";" : ",", row)).append(end));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean() ? bytes : spoiltBytes(bytes);
    }

    private List<List<String>> sound() {
        var names = new ArrayList<>(
                List.of("submit_seconds", "gpus", "duration_seconds", "deadline_seconds", "model", "tenant", "job_id"));
        Collections.shuffle(names, random);
        names.removeIf(name -> !name.equals("submit_seconds") && oneIn(5));
        var cells = new ArrayList<List<String>>();
        cells.add(names);
        for (int n = 1; n <= 12; n++) {
            int number = n;
            cells.add(new ArrayList<>(
                    names.stream().map(name -> cell(name, number)).toList()));
        }
        return cells;
    }

    private String cell(String column, int number) {
        return switch (column) {
            case "submit_seconds" -> String.valueOf(300 * number);
            case "gpus" -> String.valueOf(1 + random.nextInt(16));
            case "model" -> oneIn(2) ? "gpt2-base" : "llama-30b";
            case "tenant" -> "t" + random.nextInt(3);
            case "job_id" -> "j" + number;
            default -> "%.3f".formatted(1_000 * random.nextDouble() + 0.001);
        };
    }

    private void mutate(List<List<String>> cells) {
        List<String> row = cells.get(random.nextInt(cells.size()));
        int column = random.nextInt(Math.max(1, row.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                if (!row.isEmpty()) {
                    row.set(column, NASTY.get(random.nextInt(NASTY.size())));
                }
            }
            case 2 -> cells.add(random.nextInt(cells.size() + 1), new ArrayList<>(row));
            case 3 -> row.add(NASTY.get(random.nextInt(NASTY.size())));
            case 4 -> Collections.shuffle(cells.subList(1, cells.size()), random);
            case 5 -> row.subList(column, row.size()).clear();
            default -> {
                String nasty = NASTY.get(random.nextInt(NASTY.size()));
                cells.subList(1, cells.size()).forEach(each -> each.replaceAll(cell -> oneIn(4) ? nasty : cell));
            }
        }
    }

    private byte[] spoiltBytes(byte[] bytes) {
        var spoilt = new ByteArrayOutputStream();
        int rate = 50 + random.nextInt(2_000);
        for (byte each : bytes) {
            if (oneIn(rate)) {
                spoilt.write(random.nextInt(256));
            } else if (!oneIn(rate)) {
                spoilt.write(each);
            }
        }
        byte[] all = spoilt.toByteArray();
        return oneIn(10) ? Arrays.copyOf(all, random.nextInt(all.length + 1)) : all;
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
