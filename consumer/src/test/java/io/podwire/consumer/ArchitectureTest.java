package io.podwire.consumer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages that the consumer is made of. */
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
  void shouldNotKnowKubernetes() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("io.fabric8..").check(CLASSES);
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
