package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.event.StartKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void hasTwentyJobsOfThreeTenantsAtLeast() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(all().map(DemoJob::tenant)).hasSameElementsAs(Workload.TENANTS);
        assertThat(Workload.TENANTS).hasSize(3);
    }

    @Test
    void namesOnlyTasksThatAreThere() {
        Path tasks = Path.of("../testdata/tasks");

        assertThat(all().map(job -> tasks.resolve(job.task() + ".jsonl"))).allMatch(Files::isRegularFile);
    }

    @Test
    void comparesTheSameTaskAndSeed() {
        List<DemoJob> warm = Workload.warm();
        List<DemoJob> twins = Workload.twins();

        assertThat(warm).hasSizeGreaterThanOrEqualTo(3).hasSameSizeAs(twins);
        for (int i = 0; i < warm.size(); i++) {
            assertThat(twins.get(i).task()).isEqualTo(warm.get(i).task());
            assertThat(twins.get(i).seed()).isEqualTo(warm.get(i).seed());
            assertThat(warm.get(i).start()).isEqualTo(StartKind.RACE);
            assertThat(twins.get(i).start()).isEqualTo(StartKind.PLAIN);
        }
    }

    @Test
    void noTeacherHasSeenTheTaskOfAWarmJob() {
        Set<String> taught = new HashSet<>();
        Workload.teachers().forEach(job -> taught.add(job.task()));

        assertThat(Workload.warm()).noneMatch(job -> taught.contains(job.task()));
    }

    @Test
    void theUrgentJobRepeatsATwinSoThatItsStepsAreKnown() {
        DemoJob urgent = Workload.urgent();

        assertThat(Workload.twins())
                .anyMatch(twin -> twin.task().equals(urgent.task())
                        && twin.tenant().equals(urgent.tenant())
                        && twin.seed() == urgent.seed()
                        && twin.learningRate() == urgent.learningRate());
    }

    @Test
    void theSharedJobDiffersFromTheLoneOneByItsWorkersAlone() {
        DemoJob alone = Workload.alone(200);
        DemoJob shared = Workload.shared(200);

        assertThat(alone.maxWorkers()).isEqualTo(1);
        assertThat(shared.maxWorkers()).isEqualTo(2);
        assertThat(shared)
                .usingRecursiveComparison()
                .ignoringFields("role", "maxWorkers")
                .isEqualTo(alone);
        assertThat(all()).filteredOn(job -> job.maxWorkers() > 1).containsExactly(Workload.shared(300));
    }

    @Test
    void theSharedJobTakesAllItsStepsAndTheMoreTheFasterTheyAre() {
        assertThat(Workload.shared(200).evaluateEvery()).isEqualTo(200);
        assertThat(Workload.shared(200).maxSteps()).isEqualTo(200);
        assertThat(Workload.sharedSteps(0.1)).isEqualTo(320);
        assertThat(Workload.sharedSteps(0.04)).isEqualTo(800);
        assertThat(Workload.sharedSteps(2)).isEqualTo(150);
    }

    private static Stream<DemoJob> all() {
        return Stream.of(
                        Workload.teachers(),
                        Workload.warm(),
                        Workload.twins(),
                        Workload.slack(),
                        List.of(Workload.urgent(), Workload.alone(300), Workload.shared(300)))
                .flatMap(List::stream);
    }
}
