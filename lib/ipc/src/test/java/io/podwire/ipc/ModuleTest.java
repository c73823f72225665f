package io.podwire.ipc;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code module-info} declares, read from the compiled descriptor. */
class ModuleTest {
  private static Path classes;
  private static ModuleDescriptor module;

  @BeforeAll
  static void readDescriptor() throws IOException, URISyntaxException {
    classes = Path.of(Transports.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(descriptor);
    }
  }

  @Test
  void shouldProvideTheSameMechanismsAsOnTheClassPath() throws IOException {
    String service = Transport.class.getName();
    List<String> lines = Files.readAllLines(classes.resolve("META-INF/services").resolve(service));
    assertThat(lines).isNotEmpty();
    assertThat(module.uses()).containsExactly(service);
    assertThat(module.provides()).extracting(Provides::service).containsExactly(service);
    assertThat(module.provides().iterator().next().providers())
        .containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void shouldExportTheContractToAllAndTheCLibraryToTwoModules() {
    assertThat(module.exports().stream().filter(exports -> !exports.isQualified()))
        .extracting(Exports::source)
        .containsExactly("io.podwire.ipc");
    Set<Exports> qualified =
        module.exports().stream().filter(Exports::isQualified).collect(toSet());
    assertThat(qualified).extracting(Exports::source).containsExactly("io.podwire.ipc.libc");
    assertThat(qualified.iterator().next().targets())
        .containsExactlyInAnyOrder("podwire.lab", "podwire.exhibits");
    assertThat(module.opens()).isEmpty();
  }

  @Test
  void shouldNeedNothingButTheJdkToRun() {
    assertThat(
            module.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC)))
        .extracting(Requires::name)
        .containsExactly("java.base");
  }
}
