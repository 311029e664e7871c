package io.prompttuner.embedded;

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

    private final JavaClasses embedded = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.embedded");

    @Test
    void kafkaIsImportedOnlyWhereItIsNamed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..embedded.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka..", "scala..")
                .check(embedded);
    }

    @Test
    void flinkIsImportedOnlyWhereItIsNamed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..embedded.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..")
                .check(embedded);
    }

    /** Its child process has nothing of ours on the class path but this module. */
    @Test
    void theSearchNodeNeedsTheJdkAloneToCompile() {
        classes()
                .that()
                .haveSimpleName("ElasticsearchNodeMain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.embedded.elasticsearch", "java..")
                .check(embedded);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.embedded.(*)..")
                .should()
                .beFreeOfCycles()
                .check(embedded);
    }
}
