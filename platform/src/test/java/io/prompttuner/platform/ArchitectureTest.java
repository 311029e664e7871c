package io.prompttuner.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses platform = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.platform");

    @ParameterizedTest
    @CsvSource({
        "picocli, command",
        "java.net.http, http",
        "com.sun.net.httpserver, http",
        "org.apache.kafka, kafka",
        "org.apache.flink, flink",
        "ai.djl, djl"
    })
    void aTechnologyStaysInThePackageNamedAfterIt(String technology, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.prompttuner.platform." + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology + "..")
                .allowEmptyShould(true)
                .check(platform);
    }

    @Test
    void onlyMainReadsTheEnvironment() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(platform);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(platform);
    }
}
