package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.podwire.cli.console.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a kubeconfig as one, merged as kubectl does: of two entries of one name, and of two
 * current contexts, the first file's counts. For one thread.
 */
final class MergedKubeconfig {
  /**
   * An entry of one of the lists of a file.
   *
   * @param file relative paths of the entry begin at its folder
   */
  record Entry<T>(String name, T value, Path file) {
    /** A path of the entry, absolute. */
    Path path(String text) {
      return file.toAbsolutePath().resolveSibling(text).normalize();
    }
  }

  private final List<Path> files;
  private final Map<String, Entry<Context>> contexts = new TreeMap<>();
  private final Map<String, Entry<Cluster>> clusters = new TreeMap<>();
  private final Map<String, Entry<AuthInfo>> users = new TreeMap<>();
  private @Nullable String currentContext;

  private MergedKubeconfig(List<Path> files) {
    this.files = files;
  }

  /** Reads files that exist; fails in one line where one cannot be read or all are empty. */
  static MergedKubeconfig read(List<Path> files) {
    MergedKubeconfig merged = new MergedKubeconfig(files);
    boolean empty = true;
    for (Path file : files) {
      Optional<Config> content = KubeconfigFile.parse(file);
      content.ifPresent(config -> merged.add(config, file));
      empty = empty && content.isEmpty();
    }
    if (empty) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "the kubeconfig %s is empty; name another file by KUBECONFIG",
              names(files)));
    }
    return merged;
  }

  static String names(List<Path> files) {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }

  private void add(Config config, Path file) {
    for (var named : listed(config.getContexts())) {
      add(contexts, named.getName(), orElse(named.getContext(), new Context()), file);
    }
    for (var named : listed(config.getClusters())) {
      add(clusters, named.getName(), orElse(named.getCluster(), new Cluster()), file);
    }
    for (var named : listed(config.getUsers())) {
      add(users, named.getName(), orElse(named.getUser(), new AuthInfo()), file);
    }
    if (currentContext == null && isGiven(config.getCurrentContext())) {
      currentContext = config.getCurrentContext();
    }
  }

  private static <T> void add(Map<String, Entry<T>> entries, String name, T value, Path file) {
    if (name != null) {
      entries.putIfAbsent(name, new Entry<>(name, value, file));
    }
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  private static <T> T orElse(@Nullable T value, T other) {
    return value == null ? other : value;
  }

  static boolean isGiven(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  /**
   * The context to use.
   *
   * @param wanted null for the current one
   */
  Entry<Context> context(@Nullable String wanted) {
    if (contexts.isEmpty()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "%s has no context; kubectl config set-context makes one, or name another file by KUBECONFIG",
              names(files)));
    }
    String name = wanted == null ? currentContext : wanted;
    if (name == null) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "%s has no current context; give --context, one of %s",
              names(files),
              known(contexts)));
    }
    Entry<Context> found = contexts.get(name);
    if (found == null) {
      throw FailureException.failed(
          wanted == null
              ? String.format(
                  Locale.ROOT,
                  "%s has no context '%s', which is its current one; give --context, one of %s",
                  names(files),
                  name,
                  known(contexts))
              : String.format(
                  Locale.ROOT,
                  "%s has no context '%s'; take one of %s",
                  names(files),
                  name,
                  known(contexts)));
    }
    return found;
  }

  /** The cluster of a context. */
  Entry<Cluster> cluster(Entry<Context> context) {
    String name = context.value().getCluster();
    if (!isGiven(name)) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "context '%s' of %s names no cluster; add one of %s, or take another --context",
              context.name(),
              context.file(),
              known(clusters)));
    }
    return required(clusters, "cluster", name, context);
  }

  /** The user of a context; empty if it names none, which asks the server as nobody. */
  Optional<Entry<AuthInfo>> user(Entry<Context> context) {
    String name = context.value().getUser();
    return isGiven(name) ? Optional.of(required(users, "user", name, context)) : Optional.empty();
  }

  private <T> Entry<T> required(
      Map<String, Entry<T>> entries, String kind, String name, Entry<Context> context) {
    Entry<T> found = entries.get(name);
    if (found == null) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "context '%s' names %s '%s', which %s does not have; it has %s: correct the context, or take another --context",
              context.name(),
              kind,
              name,
              names(files),
              known(entries)));
    }
    return found;
  }

  private static String known(Map<String, ?> entries) {
    return entries.isEmpty() ? "none" : String.join(", ", entries.keySet());
  }
}
