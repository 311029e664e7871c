package io.prompttuner.controller;

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

    private final JavaClasses controller = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.controller");

    @Test
    void decisionsNeedNothingButEventsAndTheJdk() {
        classes()
                .that()
                .resideInAnyPackage("..decide..", "..fleet..", "..ledger..", "..message..", "..rule..", "..wish..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.controller.decide..",
                        "io.prompttuner.controller.fleet..",
                        "io.prompttuner.controller.ledger..",
                        "io.prompttuner.controller.message..",
                        "io.prompttuner.controller.rule..",
                        "io.prompttuner.controller.wish..",
                        "io.prompttuner.wire",
                        "io.prompttuner.wire.event",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.time",
                        "org.jspecify..")
                .check(controller);
    }

    @Test
    void eachTechnologyIsImportedOnlyWhereItIsNamed() {
        only("..controller.kafka..", "io.prompttuner.wire.kafka..");
        only("..controller.grpc..", "io.prompttuner.protocol..", "com.google.protobuf..");
        only("..controller.local..", "java.net.http..");
        only("..controller.store..", "io.prompttuner.store..");
    }

    /** The program puts the parts together, so it may name them all. */
    private void only(String where, String... technology) {
        noClasses()
                .that()
                .resideOutsideOfPackages(where, "io.prompttuner.controller")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .check(controller);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.controller.(*)..")
                .should()
                .beFreeOfCycles()
                .check(controller);
    }
}
