package io.prompttuner.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not for each rule
class ArchitectureTest {

    private final JavaClasses wire = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.prompttuner.wire");

    @Test
    void eventsAreNothingButValues() {
        classes()
                .that()
                .resideInAPackage("io.prompttuner.wire.event")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.prompttuner.wire.event", "java..", "org.jspecify..")
                .check(wire);
    }

    @Test
    void kafkaStaysInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.prompttuner.wire.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(wire);
    }
}
