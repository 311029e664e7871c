package io.prompttuner.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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

    private final JavaClasses gateway = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.gateway");

    @ParameterizedTest
    @CsvSource({
        "io.javalin.., http", "jakarta.servlet.., http", "org.eclipse.jetty.., http",
        "org.apache.kafka.., kafka", "io.grpc.., grpc", "io.prompttuner.protocol.., grpc"
    })
    void eachTechnologyStaysInItsPackage(String technology, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.prompttuner.gateway." + home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(gateway);
    }

    @Test
    void whatIsDecidedKnowsNoTechnology() {
        classes()
                .that()
                .resideInAnyPackage("io.prompttuner.gateway.submit", "io.prompttuner.gateway.view")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.prompttuner.gateway.submit",
                        "io.prompttuner.gateway.view",
                        "io.prompttuner.gateway.api",
                        "io.prompttuner.store.name",
                        "io.prompttuner.wire.event",
                        "com.fasterxml.jackson.databind..",
                        "java..",
                        "org.jspecify..")
                .check(gateway);
    }

    @Test
    void httpAndKafkaMeetOnlyInTheGateway() {
        noClasses()
                .that()
                .resideInAPackage("io.prompttuner.gateway.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.gateway.kafka", "io.prompttuner.wire.kafka")
                .check(gateway);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.prompttuner.(gateway.*)..")
                .should()
                .beFreeOfCycles()
                .check(gateway);
    }
}
