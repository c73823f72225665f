package io.podwire.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.ExitCode;
import io.podwire.cli.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's kubeconfig, refused in one line where it leads nowhere. Stateless. */
final class Kubeconfig {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 10_000;

  private Kubeconfig() {}

  /**
   * Reads the files that {@code KUBECONFIG} names, else {@code ~/.kube/config}; inside a pod
   * without any, its service account.
   *
   * @param context null for the current one
   */
  static Config read(@Nullable String context) {
    List<Path> files = Config.getKubeconfigFilenames().stream().map(Path::of).toList();
    boolean inPod =
        Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH)) && context == null;
    List<Path> present = files.stream().filter(Files::exists).toList();
    if (present.isEmpty() && !inPod) {
      throw FailureException.failed(
          "there is no kubeconfig (%s does not exist); set KUBECONFIG to the file that your cluster gave you"
              .formatted(names(files)));
    }
    present.forEach(Kubeconfig::requireContent);
    Config config = parse(context, present);
    if (!present.isEmpty()) {
      requireContext(config, context, names(present));
    }
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return config;
  }

  private static void requireContent(Path file) {
    try {
      if (Files.readString(file).isBlank()) {
        throw FailureException.failed(
            "the kubeconfig %s is empty; name another file by KUBECONFIG".formatted(file));
      }
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          "the kubeconfig %s cannot be read (%s); check what it is and its permissions"
              .formatted(file, RootCause.words(e)),
          e);
    }
  }

  private static Config parse(@Nullable String context, List<Path> files) {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException e) { // the YAML parser's own kinds among them
      throw new FailureException(
          ExitCode.FAILED,
          "the kubeconfig %s cannot be understood (%s); kubectl config view tells where"
              .formatted(names(files), RootCause.words(e)),
          e);
    }
  }

  private static void requireContext(Config config, @Nullable String wanted, String files) {
    List<String> known =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(context -> context.getName()).sorted().toList();
    if (known.isEmpty()) {
      throw FailureException.failed(
          "%s has no context; kubectl config set-context makes one, or name another file by KUBECONFIG"
              .formatted(files));
    }
    if (wanted != null && !known.contains(wanted)) {
      throw FailureException.failed(
          "%s has no context '%s'; take one of %s"
              .formatted(files, wanted, String.join(", ", known)));
    }
    if (config.getCurrentContext() == null) {
      throw FailureException.failed(
          "%s has no current context; give --context, one of %s"
              .formatted(files, String.join(", ", known)));
    }
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }
}
