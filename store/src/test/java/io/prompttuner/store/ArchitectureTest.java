package io.prompttuner.store;

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

    private final JavaClasses store = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.store");

    @Test
    void storeNeedsNothingButTheJdkAndJson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.store..", "java..", "org.jspecify..", "com.fasterxml.jackson..")
                .check(store);
    }

    @Test
    void portsKnowNoAdapter() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.prompttuner.store.directory..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prompttuner.store.directory..")
                .check(store);
    }

    @Test
    void formatsKnowNoStore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.prompttuner.store.tensor..",
                        "io.prompttuner.store.dataset..",
                        "io.prompttuner.store.prompt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.store", "io.prompttuner.store.directory..")
                .check(store);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.store.(*)..")
                .should()
                .beFreeOfCycles()
                .check(store);
    }
}
