package io.podwire.lab.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.List;

/**
 * Who is where, as a sidecar sees it at {@code /api/topology}.
 *
 * @param self the pod that answers
 * @param peers the other pods it knows, reachable or not
 * @param simulated whether pods are groups of local processes that stand for containers
 */
public record Topology(Pod self, List<Pod> peers, boolean simulated) {
  /**
   * One pod. URLs have no slash at the end.
   *
   * @param name unique, for instance {@code a}
   * @param relay {@code host:port} of the sidecar's relay
   * @param channelDirectory where its local channels are, as its programs see it
   * @param channelPrefix of its kernel names
   * @param reachable whether its sidecar answered last time
   */
  public record Pod(
      String name,
      String sidecarUrl,
      String producerUrl,
      String consumerUrl,
      String relay,
      String node,
      String zone,
      String channelDirectory,
      String channelPrefix,
      boolean reachable) {

    /** The addresses of its local channels. */
    @JsonIgnore
    public PodChannels channels() {
      return new PodChannels(Path.of(channelDirectory), channelPrefix);
    }

    /** The same, reachable or not. */
    public Pod withReachable(boolean isReachable) {
      return new Pod(
          name,
          sidecarUrl,
          producerUrl,
          consumerUrl,
          relay,
          node,
          zone,
          channelDirectory,
          channelPrefix,
          isReachable);
    }
  }
}
