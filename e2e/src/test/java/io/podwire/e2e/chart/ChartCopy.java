package io.podwire.e2e.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of the chart in which the test pod is no hook and nothing is looked up: the library's
 * {@code template} leaves hooks out, and the rules hold for that pod too; and it asks a cluster
 * where {@code helm template} does not. Made anew by each run of the tests.
 */
final class ChartCopy {
  /** Where it lies. */
  static final Path WITHOUT_HOOKS = copy(Chart.DIRECTORY);

  private ChartCopy() {}

  private static Path copy(Path chart) {
    try (var files = Files.walk(chart)) {
      Path copy = Files.createTempDirectory(Path.of("target"), "chart-without-hooks");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(chart.relativize(file));
        Files.createDirectories(target.getParent());
        Files.writeString(target, withoutCluster(Files.readString(file)));
      }
      return copy.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the chart " + chart, e);
    }
  }

  private static String withoutCluster(String template) {
    return template.replace("helm.sh/hook", "was/hook").replaceAll("lookup [^|}]*", "dict ");
  }
}
