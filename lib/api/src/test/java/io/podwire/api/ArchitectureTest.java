package io.podwire.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module and of those that it uses. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.podwire");

  @Test
  void shouldHaveNoCycleOfPackages() {
    slices().matching("io.podwire.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldRunWithoutAFramework() {
    noClasses()
        .that()
        .resideInAPackage("io.podwire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..", "io.fabric8..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void shouldCallTheCLibraryThroughIpcOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.podwire.ipc.libc")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.Linker")
        .check(CLASSES);
  }
}
