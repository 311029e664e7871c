package io.prompttuner.testdata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses testdata = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.testdata");

    @Test
    void theGeneratorNeedsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.testdata..", "java..", "org.jspecify..")
                .check(testdata);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.testdata.(*)..")
                .should()
                .beFreeOfCycles()
                .check(testdata);
    }
}
