package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.console.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user's kubeconfig, refused in one line where it leads nowhere. Stateless. */
public final class Kubeconfig {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 10_000;

  private Kubeconfig() {}

  /**
   * Reads the files that {@code KUBECONFIG} names, else {@code ~/.kube/config}; inside a pod
   * without any, its service account. Runs the user's credential plugin, if there is one, and
   * blocks until it ends or its deadline passes.
   *
   * @param context null for the current one
   * @throws FailureException in one line if no server or no credentials can be had from it
   */
  public static Config read(@Nullable String context) {
    List<Path> files = named();
    List<Path> present = files.stream().filter(Files::exists).toList();
    Config config;
    if (!present.isEmpty()) {
      config = of(MergedKubeconfig.read(present), context);
    } else if (context == null
        && Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH))) {
      config = serviceAccount();
    } else {
      throw none(files);
    }
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return config;
  }

  /** Empty entries of a list count for nothing, as for kubectl. */
  private static List<Path> named() {
    return Config.getKubeconfigFilenames().stream()
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .toList();
  }

  private static FailureException none(List<Path> files) {
    return FailureException.failed(
        String.format(
            Locale.ROOT,
            "there is no kubeconfig (%s); set KUBECONFIG to the file that your cluster gave you",
            switch (files.size()) {
              case 0 -> "KUBECONFIG names no file";
              case 1 -> files.getFirst() + " does not exist";
              default ->
                  String.format(Locale.ROOT, "none of %s exists", MergedKubeconfig.names(files));
            }));
  }

  private static Config of(MergedKubeconfig merged, @Nullable String wanted) {
    MergedKubeconfig.Entry<Context> context = merged.context(wanted);
    MergedKubeconfig.Entry<io.fabric8.kubernetes.api.model.Cluster> cluster =
        merged.cluster(context);
    Config config = Config.empty();
    config.setNamespace(context.value().getNamespace());
    config.setCurrentContext(new NamedContext(context.value(), context.name()));
    Optional<UserCredentials> user =
        merged.user(context).map(entry -> new UserCredentials(entry, cluster));
    boolean hasCertificate = user.map(UserCredentials::hasCertificate).orElse(false);
    new ServerSettings(cluster, hasCertificate).applyTo(config);
    user.ifPresent(credentials -> credentials.applyTo(config));
    return config;
  }

  private static Config serviceAccount() {
    Config config = Config.autoConfigure(null);
    config.setHttpProxy(null); // decided by ApiClient, as kubectl does
    config.setHttpsProxy(null);
    config.setNoProxy(new String[0]);
    return config;
  }
}
