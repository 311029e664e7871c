package io.prompttuner.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses benchmarks = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.benchmarks");

    /** What is played speaks the words of the wire and knows neither who schedules nor who measures. */
    @Test
    void theCastKnowsEventsAlone() {
        classes()
                .that()
                .resideInAPackage("..cast..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.benchmarks.reaction.cast",
                        "io.prompttuner.wire",
                        "io.prompttuner.wire.event",
                        "java..",
                        "org.jspecify..")
                .check(benchmarks);
    }

    @Test
    void nothingReachesIntoKafkaOrFlinkPastOurOwnAdapters() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.flink.runtime..")
                .check(benchmarks);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.benchmarks.reaction.(*)..")
                .should()
                .beFreeOfCycles()
                .check(benchmarks);
    }
}
