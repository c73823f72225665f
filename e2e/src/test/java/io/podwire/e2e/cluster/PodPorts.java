package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.podwire.e2e.host.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of a release's pod, tried from other pods by its address: a name that is not resolved
 * would look like a port that is closed. For one thread.
 */
record PodPorts(Installation release, String address) {
  /** Relay, live flow, and the pages of sidecar, producer and consumer. */
  static final List<Integer> ALL = List.of(7400, 7401, 8080, 8081, 8082);

  private static final String TIMEOUT = "2s";
  private static final String NOBODY = "nobody listened within 2 s";

  /** Those that accept a connection from a pod of the release, whatever they then make of it. */
  List<Integer> openTo(String neighbour) {
    return ALL.stream().filter(port -> isOpen(sendFrom(neighbour, port), port)).toList();
  }

  private boolean isOpen(Command send, int port) {
    return send.err().contains(url(port) + ": ") && !send.err().contains(NOBODY);
  }

  private Command sendFrom(String neighbour, int port) {
    String[] words = {
      "exec",
      neighbour,
      "-c",
      "sidecar",
      "--",
      "java",
      "@podwire",
      "send",
      url(port),
      "--timeout",
      TIMEOUT
    };
    return release.kubectl(words);
  }

  /** Those at which pods of this namespace that belong to no release find nobody. */
  List<Integer> closedToStrangersOf(String namespace) {
    KubernetesClient client = release.client();
    Map<Integer, CommandPod> strangers = new LinkedHashMap<>();
    try {
      for (int port : ALL) {
        strangers.put(
            port,
            CommandPod.start(
                client, namespace, "stranger-" + port, "send", url(port), "--timeout", TIMEOUT));
      }
      return strangers.entrySet().stream()
          .filter(stranger -> stranger.getValue().ended().out().contains(NOBODY))
          .map(Map.Entry::getKey)
          .toList();
    } finally {
      TestResources.close(strangers.values().toArray(AutoCloseable[]::new));
    }
  }

  private String url(int port) {
    return "tcp://%s:%d".formatted(address, port);
  }
}
