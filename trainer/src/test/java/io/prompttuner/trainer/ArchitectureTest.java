package io.prompttuner.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses trainer = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.trainer");

    @Test
    void onlyTheDjlPackageKnowsDjl() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..djl..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..")
                .check(trainer);
    }

    @Test
    void tuningAndRacingKnowNoTechnologyAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("..tuning..", "..race..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..djl..", "java.time..", "org.slf4j..", "java.util.concurrent..")
                .check(trainer);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.trainer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(trainer);
    }
}
