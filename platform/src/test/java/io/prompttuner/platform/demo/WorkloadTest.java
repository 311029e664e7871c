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

    private static Stream<DemoJob> all() {
        return Stream.of(
                        Workload.teachers(),
                        Workload.warm(),
                        Workload.twins(),
                        Workload.slack(),
                        List.of(Workload.urgent()))
                .flatMap(List::stream);
    }
}
