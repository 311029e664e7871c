package io.prompttuner.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses domain = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.domain");

    @Test
    void domainNeedsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.domain..", "java..", "org.jspecify..")
                .check(domain);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.domain.(*)..")
                .should()
                .beFreeOfCycles()
                .check(domain);
    }
}
