package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.podwire.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An API server with nothing behind it, and a kubeconfig that leads to it. */
final class FakeApiServer implements AutoCloseable {
  private static final String PROPERTY = "kubeconfig"; // goes before the variable KUBECONFIG

  private final Path folder;
  private final KubernetesMockServer server;
  private final KubernetesClient client;

  FakeApiServer(Path folder) throws IOException {
    this.folder = folder;
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            false);
    server.init();
    client = server.createClient();
    useKubeconfig(kubeconfig(url()));
  }

  /** Lets the next commands read a kubeconfig of this text. */
  Path useKubeconfig(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), text);
    System.setProperty(PROPERTY, file.toString());
    return file;
  }

  void useKubeconfigFile(Path file) {
    System.setProperty(PROPERTY, file.toString());
  }

  String url() {
    return "http://localhost:" + server.getPort();
  }

  /** With the contexts {@code here}, which is current, and {@code there}. */
  static String kubeconfig(String url) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: "t"}}]
        contexts:
        - {name: here, context: {cluster: c, user: u, namespace: team}}
        - {name: there, context: {cluster: c, user: u}}
        current-context: here
        """
        .formatted(url);
  }

  void has(HasMetadata... objects) {
    for (HasMetadata object : objects) {
      client.resource(object).create();
    }
  }

  void isVersion(String gitVersion) {
    server.setVersionInfo(new VersionInfo.Builder().withGitVersion(gitVersion).build());
  }

  /** Lets events be listed as an API server selects them by field, which this one cannot. */
  void reports(String kind, String name, Event... events) {
    server
        .expect()
        .get()
        .withPath(
            "/api/v1/namespaces/team/events?fieldSelector=involvedObject.kind%%3D%s%%2CinvolvedObject.name%%3D%s"
                .formatted(kind, name))
        .andReturn(200, new EventListBuilder().withItems(events).build())
        .always();
  }

  void refuses(String path, int status) {
    server.expect().get().withPath(path).andReturn(status, "{}").always();
  }

  /** Answers with this text and the status of success. */
  void answers(String path, String body) {
    server.expect().get().withPath(path).andReturn(200, body).always();
  }

  /** Does not switch to the WebSocket of a port-forward. */
  void refusesForward(String pod) {
    refuses("/api/v1/namespaces/team/pods/%s/portforward?ports=8080".formatted(pod), 403);
  }

  /** Runs {@code podwire cluster}. */
  CommandRun podwire(String... words) {
    List<String> line = new ArrayList<>(List.of("cluster"));
    line.addAll(List.of(words));
    return CommandRun.of(line.toArray(String[]::new));
  }

  @Override
  public void close() {
    System.clearProperty(PROPERTY);
    client.close();
    server.destroy();
  }
}
