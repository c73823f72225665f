package io.podwire.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the sources are. */
final class Repository {
  /** The folder that holds the chart. */
  static final Path ROOT = root();

  private Repository() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("helm/podwire"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above holds helm/podwire");
    }
    return folder;
  }
}
