package io.podwire.e2e.images;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * What a pod is without Kubernetes: three containers with one network, one IPC namespace and one
 * volume in memory. The sidecar starts first and holds what they share.
 */
final class SimulatedPod implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int IMAGES_USER = 10001;

  private final String name;
  private final int userId;
  private final Map<String, String> environment;
  private final String volume;
  private final List<PodContainer> containers = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param name a, b, …
   * @param peer the other pod's name
   */
  SimulatedPod(String name, String peer) {
    this(name, peer, IMAGES_USER);
  }

  /** As above, but as another user and group than the images name. */
  SimulatedPod(String name, String peer, int userId) {
    this.name = name;
    this.userId = userId;
    this.volume = volume(userId);
    this.environment =
        Map.of(
            "PODWIRE_POD",
            name,
            "PODWIRE_HOST",
            "pod-" + name,
            "PODWIRE_PEERS",
            "http://pod-" + peer + ":8080",
            "PODWIRE_CHANNELS_DIRECTORY",
            "/ipc/channels",
            "PODWIRE_CHANNELS_PREFIX",
            name,
            "QUARKUS_HTTP_HOST",
            "0.0.0.0",
            "PODWIRE_HTTP_HOSTS", // where the engine, and with it the published port, is
            DockerClientFactory.instance().dockerHostIpAddress());
  }

  private static String volume(int userId) {
    String options = "size=64m,uid=%1$d,gid=%1$d,mode=0770".formatted(userId);
    return engine()
        .createVolumeCmd()
        .withDriver("local")
        .withDriverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", options))
        .exec()
        .getName();
  }

  /** Starts the sidecar, and the others once the channels exist. Blocks until that. */
  SimulatedPod start(Network network) {
    PodContainer sidecar =
        add("sidecar", "shareable")
            .withNetwork(network)
            .withNetworkAliases("pod-" + name)
            .withExposedPorts(8080, 8081, 8082)
            .waitingFor(answering("started", 8080));
    sidecar.start();
    String shared = "container:" + sidecar.getContainerId();
    add("producer", shared).withNetworkMode(shared).start();
    add("consumer", shared).withNetworkMode(shared).start();
    return this;
  }

  private PodContainer add(String program, String ipcMode) {
    PodContainer container =
        new PodContainer(program, ipcMode, volume).asUser(userId).withEnv(environment);
    containers.add(container);
    return container;
  }

  /** Blocks until all programs of this pod can serve. */
  SimulatedPod awaitReady() {
    for (int port : List.of(8080, 8081, 8082)) {
      answering("ready", port).waitUntilReady(sidecar());
    }
    return this;
  }

  private static WaitStrategy answering(String health, int port) {
    return Wait.forHttp("/q/health/" + health).forPort(port).withStartupTimeout(PATIENCE);
  }

  PodContainer sidecar() {
    return containers.getFirst();
  }

  List<PodContainer> containers() {
    return containers;
  }

  /** The sidecar's URL for this machine. */
  String url() {
    return "http://%s:%d".formatted(sidecar().getHost(), sidecar().getMappedPort(8080));
  }

  @Override
  public void close() {
    containers.reversed().forEach(PodContainer::stop);
    engine().removeVolumeCmd(volume).exec();
  }

  private static DockerClient engine() {
    return DockerClientFactory.instance().client();
  }
}
