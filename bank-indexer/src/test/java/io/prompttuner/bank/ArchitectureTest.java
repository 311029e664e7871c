package io.prompttuner.bank;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses bank = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.bank");

    @Test
    void whatTheBankThinksNeedsNoTechnology() {
        classes()
                .that()
                .resideInAPackage("..bank.prompt")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..bank.prompt", "io.prompttuner.wire.event", "java..", "org.jspecify..")
                .check(bank);
    }

    @Test
    void eachTechnologyStaysInItsPackage() {
        onlyIn("..bank.elastic", "co.elastic..", "org.elasticsearch..");
        onlyIn("..bank.kafka", "org.apache.kafka..");
    }

    /** {@code BankMain} assembles, and may name what it assembles. */
    private void onlyIn(String home, String... technology) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .check(bank);
    }
}
