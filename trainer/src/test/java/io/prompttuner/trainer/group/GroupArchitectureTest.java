package io.prompttuner.trainer.group;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class GroupArchitectureTest {

    private static final String ROOT = "io.prompttuner.trainer.group";

    private final JavaClasses group = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void whatAMemberDoesNextKnowsNoTechnologyNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..djl..", "..grpc..", ROOT + ".live", "java.time..", "java.util.concurrent..", "org.slf4j..")
                .check(group);
    }

    @Test
    void onlyTheGrpcPackageKnowsGrpc() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".grpc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "io.prompttuner.protocol..")
                .check(group);
    }
}
