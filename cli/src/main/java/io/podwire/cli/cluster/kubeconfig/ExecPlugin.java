package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A credential plugin of the kubeconfig: a program that prints an {@code ExecCredential}. Threads
 * may share it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">Kubernetes:
 *     client-go credential plugins</a>
 */
final class ExecPlugin {
  /** A plugin that asks no person needs seconds; one that does may need a browser. */
  static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final int PATIENCE_OF_PEOPLE = 5; // times the deadline
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");
  private static final Pattern UNPRINTABLE = Pattern.compile("(\u001b\\[[0-9;]*[A-Za-z])|\\s+");
  private static final int MAX_CHARACTERS = 300;

  private final Entry<AuthInfo> user;
  private final ExecConfig config;
  private final Entry<Cluster> cluster;
  private final Duration deadline;

  ExecPlugin(Entry<AuthInfo> user, ExecConfig config, Entry<Cluster> cluster, Duration deadline) {
    this.user = user;
    this.config = config;
    this.cluster = cluster;
    this.deadline = deadline;
  }

  /**
   * Runs it and blocks until it ends, at most for the deadline.
   *
   * @throws FailureException in one line, with what the plugin wrote to stderr, if it gives none
   */
  ExecCredential run() {
    String version = config.getApiVersion();
    if (version == null || !VERSIONS.contains(version)) {
      throw failed(
          String.format(
              Locale.ROOT,
              "has the apiVersion '%s' in %s; Kubernetes has %s: get the kubeconfig anew",
              version,
              user.file(),
              String.join(", ", VERSIONS.stream().sorted().toList())),
          null);
    }
    boolean terminal = Console.isTerminal(0);
    boolean interactive = interactive(terminal);
    PluginProcess.Ended ended = ended(executable(), interactive);
    if (ended.exitCode() != 0) {
      throw failed(
          String.format(
              Locale.ROOT,
              "ended with exit code %d%s; log in again, and try it by kubectl auth whoami",
              ended.exitCode(),
              said(ended.err())),
          null);
    }
    try {
      return ExecCredential.parse(ended.out(), version);
    } catch (IllegalArgumentException e) {
      throw failed(
          String.format(
              Locale.ROOT,
              "%s%s; correct the plugin or its entry in %s, and try it by kubectl auth whoami",
              e.getMessage(),
              said(ended.err()),
              user.file()),
          e);
    }
  }

  private boolean interactive(boolean terminal) {
    String mode = String.valueOf(config.getInteractiveMode());
    if (mode.equals("Always") && !terminal) {
      throw failed(
          "has interactiveMode Always and stdin is no terminal; run podwire in a terminal, or use a user that needs none",
          null);
    }
    return terminal && !mode.equals("Never");
  }

  private PluginProcess.Ended ended(Path executable, boolean interactive) {
    Duration atMost = interactive ? deadline.multipliedBy(PATIENCE_OF_PEOPLE) : deadline;
    String info = ExecInfo.json(config, cluster, interactive);
    try (PluginProcess process = PluginProcess.start(executable, config, info, interactive)) {
      try {
        return process.await(atMost);
      } catch (TimeoutException e) {
        throw failed(
            String.format(
                Locale.ROOT,
                "did not end within %d s%s; try it by kubectl auth whoami",
                atMost.toSeconds(),
                said(process.errSoFar())),
            e);
      }
    } catch (IOException e) {
      throw failed(
          String.format(
              Locale.ROOT, "cannot be run (%s); check %s", PluginProcess.words(e), executable),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted; start the command again", e);
    }
  }

  /** As kubectl: a path with a slash begins at the kubeconfig's folder, a name is on the PATH. */
  private Path executable() {
    String command = String.valueOf(config.getCommand());
    if (command.contains("/")) {
      Path path = user.path(command);
      if (Files.isExecutable(path) && Files.isRegularFile(path)) {
        return path;
      }
      throw failed(String.format(Locale.ROOT, "is not installed (%s)%s", path, hint()), null);
    }
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst()
        .orElseThrow(() -> failed("is not installed (no such program on the PATH)" + hint(), null));
  }

  private String hint() {
    return MergedKubeconfig.isGiven(config.getInstallHint())
        ? "; " + oneLine(config.getInstallHint())
        : "; install it, or take another --context";
  }

  private static String said(String err) {
    String line = oneLine(err);
    return line.isEmpty() ? "" : " and said: " + line;
  }

  private static String oneLine(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
    return line.length() <= MAX_CHARACTERS
        ? line
        : "..." + line.substring(line.length() - MAX_CHARACTERS);
  }

  private FailureException failed(String what, @Nullable Throwable cause) {
    String line =
        String.format(
            Locale.ROOT,
            "the credential plugin '%s' of user '%s' %s",
            config.getCommand(),
            user.name(),
            what);
    return cause == null
        ? FailureException.failed(line)
        : new FailureException(ExitCode.FAILED, line, cause);
  }
}
