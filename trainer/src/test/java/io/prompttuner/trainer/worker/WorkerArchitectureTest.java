package io.prompttuner.trainer.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WorkerArchitectureTest {

    private static final String ROOT = "io.prompttuner.trainer.worker";

    private final JavaClasses worker = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theRuleKnowsNothingButEventsTimeAndWhoSharesAJob() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        "io.prompttuner.trainer.group",
                        "io.prompttuner.wire.event",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "org.jspecify..")
                .check(worker);
    }

    @Test
    void aRunKnowsNoTechnology() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".attempt")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..djl..", "..kafka..", "..grpc..", "io.prompttuner.protocol..", ROOT + ".process")
                .check(worker);
    }

    @Test
    void eachTechnologyStaysInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..grpc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "io.prompttuner.protocol..")
                .check(worker);
        noClasses()
                .that()
                .resideOutsideOfPackage("..kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(worker);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(worker);
    }
}
