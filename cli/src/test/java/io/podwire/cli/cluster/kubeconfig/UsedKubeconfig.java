package io.podwire.cli.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A kubeconfig that the reads of one test take, in a folder of that test. */
final class UsedKubeconfig implements BeforeEachCallback, AfterEachCallback {
  private static final String PROPERTY = "kubeconfig"; // goes before the variable KUBECONFIG

  private @Nullable Path folder;

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    folder = Files.createTempDirectory("podwire-kubeconfig");
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    System.clearProperty(PROPERTY);
    try (Stream<Path> all = Files.walk(folder())) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Path folder() {
    return Objects.requireNonNull(folder);
  }

  /** One with the context {@code here} of cluster {@code c} and user {@code u}. */
  static String text(String cluster, String user) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {%s}}]
        users: [{name: u, user: {%s}}]
        contexts: [{name: here, context: {cluster: c, user: u, namespace: team}}]
        current-context: here
        """
        .formatted(cluster, user);
  }

  static String withUser(String user) {
    return text("server: 'https://127.0.0.1:1'", user);
  }

  /** A user whose plugin is this shell script. */
  static String withPlugin(String script) {
    return withUser(
        """
        exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never,
               command: sh, args: ['-c', '%s']}"""
            .formatted(script.replace("'", "''")));
  }

  /** What a plugin prints. */
  static String credential(String status) {
    return """
        {"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {%s}}"""
        .formatted(status);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder().resolve(name), text);
  }

  /** Sets the list as {@code KUBECONFIG} is set. */
  void list(String files) {
    System.setProperty(PROPERTY, files);
  }

  Config read(String text) throws IOException {
    list(write("config", text).toString());
    return Kubeconfig.read(null);
  }

  /** The line of a read that fails. */
  String refusal(String text) throws IOException {
    list(write("config", text).toString());
    return refusal();
  }

  String refusal() {
    FailureException refused =
        catchThrowableOfType(FailureException.class, () -> Kubeconfig.read(null));
    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.getMessage()).doesNotContain("\n", "fasterxml", "fabric8").contains("; ");
    return String.valueOf(refused.getMessage());
  }
}
