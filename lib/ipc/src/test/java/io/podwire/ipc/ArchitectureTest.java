package io.podwire.ipc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.Linker;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows between the packages of this module. A rule that finds nothing to check fails. */
class ArchitectureTest {
  private static final String ROOT = "io.podwire.ipc";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** The mechanisms; whoever adds one adds it here. */
  static final List<String> MECHANISMS = List.of("memory", "pipe", "queue", "socket");

  /** Packages of this module that serve more than one mechanism. */
  private static final List<String> SHARED = List.of("libc", "stream");

  @Test
  void shouldSeeEveryPackage() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .as("packages, each of which a rule below names")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(ROOT),
                    Stream.concat(MECHANISMS.stream(), SHARED.stream())
                        .map(ArchitectureTest::packageOf))
                .toList());
  }

  @Test
  void shouldCallTheCLibraryInLibcOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packageOf("libc"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Linker.class)
        .check(CLASSES);
    classes()
        .that()
        .haveFullyQualifiedName(packageOf("libc") + ".Native")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Linker.class)
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCycleOfPackages() {
    slices().matching("io.podwire.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @FieldSource("MECHANISMS")
  void shouldKeepMechanismsApart(String mechanism) {
    String[] others =
        MECHANISMS.stream()
            .filter(other -> !other.equals(mechanism))
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(mechanism))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .check(CLASSES);
  }

  @Test
  void shouldFrameStreamsForPipesAndSocketsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packageOf("stream"), packageOf("pipe"), packageOf("socket"))
        .should()
        .dependOnClassesThat(resideInAPackage(packageOf("stream")))
        .check(CLASSES);
  }

  @Test
  void shouldNotLetTheContractKnowWhoKeepsIt() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".*"))
        .check(CLASSES);
  }

  @Test
  void shouldNotLetSharedPackagesKnowMechanisms() {
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(SHARED))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packagesOf(MECHANISMS)))
        .check(CLASSES);
  }

  @Test
  void shouldNeedNoFramework() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax..", "org.jspecify..", ROOT + ".."))
        .check(CLASSES);
  }

  @Test
  void shouldFailWhenARuleFindsNothingToCheck() {
    ArchRule rule = noClasses().that().resideInAPackage(packageOf("nowhere")).should().bePublic();
    assertThatThrownBy(() -> rule.check(CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  private static String packageOf(String name) {
    return ROOT + "." + name;
  }

  private static String[] packagesOf(List<String> names) {
    return names.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
