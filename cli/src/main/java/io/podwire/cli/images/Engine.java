package io.podwire.cli.images;

import io.podwire.cli.console.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The container engine, spoken to by its command. For one thread. */
final class Engine {
  private static final String OWN_WORDS = " podwire: ";
  private static final String FULL = "no space left on device";

  private final Tool docker;
  private final Consumer<String> progress;

  /**
   * The engine behind this command.
   *
   * @param progress gets what a build says
   */
  Engine(Tool docker, Consumer<String> progress) {
    this.docker = docker;
    this.progress = progress;
  }

  /** Whether there is an engine at all, before anything takes long. */
  void requireRunning() throws InterruptedException {
    Tool.Outcome outcome = ask("version", "--format", "{{.Server.Version}}");
    if (!outcome.isFine()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "the container engine does not answer (%s); start it, or name it by DOCKER_HOST",
              outcome.lastLine()));
    }
  }

  /**
   * Builds an image from what lies built in {@code home}.
   *
   * @param revision of the sources, for the image's label
   */
  void build(Image image, Path home, String revision) throws InterruptedException {
    Tool.Outcome outcome =
        docker.call(
            List.of(
                "build",
                "--progress=plain",
                "--file=" + home.resolve("docker/Dockerfile"),
                "--target=" + image.program(),
                "--build-arg=VERSION=" + image.tag(),
                "--build-arg=REVISION=" + revision,
                "--tag=" + image.name(),
                home.toString()),
            progress);
    if (!outcome.isFine()) {
      throw FailureException.failed(
          outcome.says(FULL)
              ? String.format(
                  Locale.ROOT,
                  "no space left to build %s; free some, for instance by docker system prune",
                  image.name())
              : String.format(
                  Locale.ROOT, "building %s failed: %s", image.name(), reason(outcome)));
    }
  }

  /** Where our own training failed, it has said why; the engine's last line is its exit code. */
  private static String reason(Tool.Outcome outcome) {
    return outcome.lines().reversed().stream()
        .filter(line -> line.contains(OWN_WORDS))
        .findFirst()
        .map(line -> line.substring(line.indexOf(OWN_WORDS) + OWN_WORDS.length()))
        .orElse(outcome.lastLine());
  }

  /** How large an image is, its layers counted whole. */
  long sizeBytes(Image image) throws InterruptedException {
    Tool.Outcome outcome = ask("image", "inspect", "--format", "{{.Size}}", image.name());
    if (!outcome.isFine()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "%s is not in the engine (%s); build it again",
              image.name(),
              outcome.lastLine()));
    }
    return Long.parseLong(outcome.lastLine());
  }

  private Tool.Outcome ask(String... arguments) throws InterruptedException {
    return docker.call(List.of(arguments), line -> {});
  }
}
