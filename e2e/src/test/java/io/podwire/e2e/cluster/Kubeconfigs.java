package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedClusterBuilder;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kubeconfigs that differ from the one of the cluster in one thing, in a folder. */
record Kubeconfigs(TestCluster cluster, Path folder) {
  private static final int DEAD_PORT = 1; // nothing has listened there for decades

  /** The context of {@link #withAnotherCurrentContext()} that leads nowhere. */
  static final String ELSEWHERE = "elsewhere";

  /** The same machine, but a port at which nothing listens. */
  Path withDeadServer() throws IOException {
    Config config = given();
    config.getClusters().forEach(Kubeconfigs::kill);
    return write("dead-server", config);
  }

  /** The user of a token in place of whoever the cluster was given with. */
  Path withToken(String token) throws IOException {
    Config config = given();
    AuthInfo user = new AuthInfo();
    user.setToken(token);
    config.getUsers().forEach(named -> named.setUser(user));
    return write("token", config);
  }

  /** A current context that leads nowhere, beside the one of the cluster. */
  Path withAnotherCurrentContext() throws IOException {
    Config config = given();
    NamedCluster dead = new NamedClusterBuilder(config.getClusters().getFirst()).build();
    kill(dead);
    dead.setName(ELSEWHERE);
    config.getClusters().add(dead);
    config
        .getUsers()
        .add(new NamedAuthInfoBuilder().withName(ELSEWHERE).withNewUser().endUser().build());
    config
        .getContexts()
        .add(
            new NamedContextBuilder()
                .withName(ELSEWHERE)
                .withNewContext()
                .withCluster(ELSEWHERE)
                .withUser(ELSEWHERE)
                .endContext()
                .build());
    config.setCurrentContext(ELSEWHERE);
    return write("another-current-context", config);
  }

  /** The context of the cluster. */
  String context() throws IOException {
    return given().getCurrentContext();
  }

  private static void kill(NamedCluster named) {
    URI server = URI.create(named.getCluster().getServer());
    named.getCluster().setServer("https://%s:%d".formatted(server.getHost(), DEAD_PORT));
  }

  private Config given() throws IOException {
    try (InputStream file = Files.newInputStream(cluster.kubeconfig())) {
      return Serialization.unmarshal(file, Config.class);
    }
  }

  private Path write(String name, Config config) throws IOException {
    return Files.writeString(folder.resolve(name), Serialization.asYaml(config));
  }
}
