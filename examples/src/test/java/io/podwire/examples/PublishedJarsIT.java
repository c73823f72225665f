package io.podwire.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Transports;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The three jars of the library that a repository serves. */
class PublishedJarsIT {
  @Test
  void shouldBeAModule() throws Exception {
    assertThat(ModuleFinder.of(jar("")).find("io.podwire.ipc")).isPresent();
  }

  @Test
  void shouldComeWithSources() throws Exception {
    assertThat(entries(jar("-sources")))
        .contains(
            "module-info.java",
            "io/podwire/ipc/Sender.java",
            "META-INF/services/io.podwire.ipc.Transport");
  }

  @Test
  void shouldComeWithTheDocumentationOfTheContractOnly() throws Exception {
    List<String> pages =
        entries(jar("-javadoc")).stream().filter(name -> name.endsWith(".html")).toList();
    assertThat(pages)
        .contains(
            "io.podwire.ipc/module-summary.html", "io.podwire.ipc/io/podwire/ipc/Sender.html");
    assertThat(pages).noneMatch(name -> name.matches(".*/ipc/[a-z]+/[A-Z].*"));
  }

  private static Path jar(String suffix) throws Exception {
    Path jar =
        Path.of(Transports.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.resolveSibling(jar.getFileName().toString().replace(".jar", suffix + ".jar"));
  }

  private static List<String> entries(Path jar) throws Exception {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
