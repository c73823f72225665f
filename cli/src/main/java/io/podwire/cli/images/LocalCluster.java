package io.podwire.cli.images;

import io.podwire.cli.console.FailureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A cluster on this machine that takes images from the engine instead of a registry. */
enum LocalCluster {
  /** kind: nodes in containers. */
  KIND(
      List.of("load", "docker-image"),
      List.of("get", "nodes"),
      "install kind",
      "KIND_CLUSTER_NAME (kind get clusters lists them)"),
  /** minikube, whatever its driver. */
  MINIKUBE(
      List.of("image", "load"),
      List.of("status"),
      "install minikube",
      "MINIKUBE_PROFILE (minikube profile list shows them)");

  private final List<String> load;
  private final List<String> look;
  private final String install;
  private final String naming;

  LocalCluster(List<String> load, List<String> look, String install, String naming) {
    this.load = load;
    this.look = look;
    this.install = install;
    this.naming = naming;
  }

  /** The name of its command. */
  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its command, as {@code PATH} has it. */
  Tool tool() {
    return new Tool(command(), install + ", or leave --load and push the images to a registry");
  }

  /** Whether it is there and runs, before anything takes long. */
  void requireRunning(Tool tool) throws InterruptedException {
    Tool.Outcome outcome = tool.call(look, line -> {});
    if (!outcome.isFine() || outcome.says("No kind nodes found")) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "there is no %s cluster (%s); start one first, or name another by %s",
              command(),
              outcome.lastLine(),
              naming));
    }
  }

  /** Brings images into every node. */
  void load(Tool tool, List<Image> images, Consumer<String> progress) throws InterruptedException {
    List<String> words = new ArrayList<>(load);
    images.forEach(image -> words.add(image.name()));
    Tool.Outcome outcome = tool.call(words, progress);
    if (!outcome.isFine()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT, "%s did not take the images: %s", command(), outcome.lastLine()));
    }
  }

  /** Reads the option. */
  static final class Converter implements ITypeConverter<LocalCluster> {
    @Override
    public LocalCluster convert(String text) {
      return Arrays.stream(values())
          .filter(cluster -> cluster.command().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      String.format(
                          Locale.ROOT, "'%s' is no local cluster; take kind or minikube", text)));
    }
  }
}
