package io.prompttuner.policies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses policies = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.policies");

    @Test
    void policiesSeeOnlyTheDomain() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.policies..", "io.prompttuner.domain..", "java..", "org.jspecify..")
                .check(policies);
    }
}
