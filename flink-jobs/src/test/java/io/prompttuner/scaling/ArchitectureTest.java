package io.prompttuner.scaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.scaling", "io.prompttuner.slo", "io.prompttuner.stream");

    @Test
    void flinkAndKafkaAreUsedOnlyInPackagesNamedAfterFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.prompttuner.wire.kafka..")
                .check(module);
    }

    @Test
    void decisionsDoNotKnowTheirShells() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..flink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prompttuner..flink..")
                .check(module);
    }

    @Test
    void decisionsNeitherLogNorReadAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(module);
    }
}
