package io.podwire.e2e.chart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The chart as it lies in the sources, rendered by Helm itself without a cluster. Stateless. */
public final class Chart {
  /** The folder of the sources. */
  public static final Path ROOT =
      Path.of(System.getProperty("podwire.home", "..")).toAbsolutePath();

  /** Where the chart lies. */
  public static final Path DIRECTORY = ROOT.resolve("helm/podwire");

  /** The oldest Kubernetes that the chart admits. */
  static final String OLDEST_KUBERNETES = "1.33.0";

  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private Chart() {}

  /** The version in the project's own POM, which the chart and the images carry. */
  static String projectVersion() throws IOException {
    var version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
    if (!version.find()) {
      throw new IllegalArgumentException("no version in " + ROOT.resolve("pom.xml"));
    }
    return version.group(1);
  }

  /** Helm's own code; a test that asks for it elsewhere than on Linux on amd64 is skipped. */
  public static Helm helm(Path chart) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(platform.equals("Linux amd64"), "no Helm library for " + platform + " here");
    return new Helm(chart);
  }

  /** The objects of the release podwire, the pod of {@code helm test} among them. */
  static List<HasMetadata> render(Map<String, ?> values) {
    return render("podwire", OLDEST_KUBERNETES, values);
  }

  /**
   * The objects for a release and a version of Kubernetes.
   *
   * @throws IllegalStateException with Helm's words if it refuses
   */
  static List<HasMetadata> render(String release, String kubernetes, Map<String, ?> values) {
    var template =
        helm(ChartCopy.WITHOUT_HOOKS)
            .template()
            .withName(release)
            .withNamespace("default")
            .withKubeVersion(kubernetes);
    values.forEach(template::set);
    return Manifests.parse(template.call());
  }

  /** The manifests of the release podwire with a file of values, as Helm writes them. */
  static String renderFile(Path values) {
    return helm(ChartCopy.WITHOUT_HOOKS)
        .template()
        .withName("podwire")
        .withKubeVersion(OLDEST_KUBERNETES)
        .withValuesFile(values)
        .call();
  }

  /** What a user reads after the installation of a release. */
  static String notes(String release, Map<String, ?> values) {
    var install =
        helm(DIRECTORY)
            .install()
            .withName(release)
            .withNamespace("wires")
            .withKubeVersion(OLDEST_KUBERNETES)
            .clientOnly()
            .withDryRunOption(DryRun.CLIENT)
            .debug();
    values.forEach(install::set);
    String output = install.call().getOutput();
    return output.substring(output.indexOf("\nNOTES:\n"));
  }
}
