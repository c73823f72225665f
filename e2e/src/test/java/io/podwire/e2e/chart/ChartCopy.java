package io.podwire.e2e.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of the chart in which the test pod is no hook: the library's {@code template} leaves hooks
 * out, and the rules hold for that pod too. Stateless; not for several threads at once.
 */
final class ChartCopy {
  private static final Path TARGET = Path.of("target/chart-without-hooks").toAbsolutePath();

  private ChartCopy() {}

  static Path withoutHooks(Path chart) {
    try (var files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = TARGET.resolve(chart.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace("helm.sh/hook", "was/hook"));
      }
      return TARGET;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
