package io.podwire.cli.images;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code podwire images}: builds the three images, and brings them into a local cluster. */
@Command(
    name = "images",
    description = {
      "Build the images podwire/producer, podwire/consumer and podwire/sidecar.",
      "Prints their names and sizes; what the engine says goes to stderr."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire images --load kind")
public final class ImagesCommand implements Callable<Integer> {
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  @ParentCommand private GlobalOptions podwire;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "The images' tag (default: the version of podwire).")
  private @Nullable String tag;

  @Option(
      names = "--load",
      paramLabel = "CLUSTER",
      converter = LocalCluster.Converter.class,
      description = "Load the images into a local cluster: kind or minikube.")
  private @Nullable LocalCluster cluster;

  @Override
  public Integer call() throws InterruptedException {
    String checkedTag = tag == null ? GlobalOptions.version() : checked(tag);
    List<Image> images =
        Stream.of("producer", "consumer", "sidecar")
            .map(program -> new Image(program, checkedTag))
            .toList();
    Console console = podwire.console();
    Tool docker = new Tool("docker", "install Docker, or Podman with its docker command");
    build(images, new Engine(docker, console::progress), console);
    return 0;
  }

  private void build(List<Image> images, Engine engine, Console console)
      throws InterruptedException {
    Path home = Home.path();
    engine.requireRunning();
    if (cluster != null) {
      cluster.requireRunning(cluster.tool());
    }
    String revision = Revision.of(home, new Tool("git", "install git"));
    for (Image image : images) {
      console.progress("podwire: building " + image.name());
      engine.build(image, home, revision);
    }
    if (cluster != null) {
      console.progress("podwire: loading into " + cluster.command());
      cluster.load(cluster.tool(), images, console::progress);
    }
    for (Image image : images) {
      console.print(
          String.format(
              Locale.ROOT, "%-28s %4d MB%n", image.name(), engine.sizeBytes(image) / 1_000_000));
    }
  }

  private static String checked(String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw FailureException.wrongUse(
          String.format(
              Locale.ROOT,
              "--tag: '%s' is not a tag; take letters, digits, '_', '.' and '-', 128 at most",
              tag));
    }
    return tag;
  }
}
