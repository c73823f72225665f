package io.podwire.lab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.podwire.ipc.ChannelException;
import org.junit.jupiter.api.Test;

/** The arrows between packages. */
class LabArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.podwire.lab", "io.podwire.ipc");

  @Test
  void shouldLetTheChannelLibraryKnowNothingOfTheLab() {
    noClasses()
        .that()
        .resideInAPackage("io.podwire.ipc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.podwire.lab..")
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCycleOfPackages() {
    slices().matching("io.podwire.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldRunWithoutAFramework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "jakarta..",
            "io.vertx..",
            "io.smallrye..",
            "io.fabric8..",
            "picocli..",
            "com.github.freva..")
        .check(CLASSES);
  }

  @Test
  void shouldReachTheCLibraryThroughItsPackageOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.podwire.lab..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.Linker")
        .check(CLASSES);
  }

  @Test
  void shouldKeepCheckingAndMeasuringFreeOfTheRest() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.podwire.lab.integrity..",
            "io.podwire.lab.measure..",
            "io.podwire.lab.environment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.podwire.lab.workload..",
            "io.podwire.cli.copy..",
            "io.podwire.result..",
            "io.podwire.api..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("io.podwire.lab.integrity..", "io.podwire.lab.measure..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.podwire.ipc..")
        .check(CLASSES);
  }

  /** The environment wakes a core as the channels do, but knows none of them. */
  @Test
  void shouldKeepTheEnvironmentFreeOfMechanisms() {
    noClasses()
        .that()
        .resideInAPackage("io.podwire.lab.environment..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.podwire.ipc..")
                .and(not(resideInAPackage("io.podwire.ipc.libc")))
                .and(not(type(ChannelException.class))))
        .check(CLASSES);
  }
}
