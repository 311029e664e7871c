package io.prompttuner.simulator;

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

    private final JavaClasses simulator = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.simulator");

    @Test
    void onlyDecisionsAreDriven() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.simulator..",
                        "io.prompttuner.domain..",
                        "io.prompttuner.policies",
                        "io.prompttuner.wire",
                        "io.prompttuner.wire.event",
                        "io.prompttuner.controller.decide",
                        "io.prompttuner.controller.ledger",
                        "io.prompttuner.controller.message",
                        "io.prompttuner.controller.rule",
                        "io.prompttuner.scaling.fact",
                        "io.prompttuner.scaling.record",
                        "io.prompttuner.scaling.scheduler",
                        "io.prompttuner.scaling.tracker",
                        "io.prompttuner.trainer.worker",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(simulator);
    }

    @Test
    void theJudgeKnowsNobodyWhomItJudges() {
        noClasses()
                .that()
                .resideInAPackage("..judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.controller..", "io.prompttuner.trainer..", "..simulator.protocol.cast..")
                .check(simulator);
    }

    @Test
    void whatIsSimulatedKnowsNothingOfHow() {
        classes()
                .that()
                .resideInAnyPackage("..simulator.calibration", "..simulator.workload", "..simulator.trace")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.simulator.calibration",
                        "io.prompttuner.simulator.workload",
                        "io.prompttuner.simulator.trace",
                        "io.prompttuner.domain..",
                        "java..",
                        "org.jspecify..")
                .check(simulator);
    }

    @Test
    void recordedAndGeneratedWorkloadsFollowFromTheCalibration() {
        noClasses()
                .that()
                .resideInAPackage("..simulator.calibration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..simulator.workload", "..simulator.trace")
                .check(simulator);
        noClasses()
                .that()
                .resideInAPackage("..simulator.workload")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..simulator.trace")
                .check(simulator);
    }

    @Test
    void onlyMainAsksTheClock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(simulator);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.simulator.protocol.(*)..")
                .should()
                .beFreeOfCycles()
                .check(simulator);
    }
}
