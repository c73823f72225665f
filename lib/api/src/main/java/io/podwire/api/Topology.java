package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is where, as a sidecar sees it at {@code /api/topology}.
 *
 * @param self the pod that answers
 * @param peers the other pods it knows, reachable or not
 * @param simulated whether pods are groups of local processes that stand for containers
 * @param placement what can be compared between these pods
 * @param clusterApiConnected whether the sidecar hears from the Kubernetes API, so that what it
 *     knows is fresh; null where it does not ask it
 * @param clusterApiFault why it does not hear from it, in one line with the way out; null where it
 *     does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Topology(
    Pod self,
    List<Pod> peers,
    boolean simulated,
    Placement placement,
    @Nullable Boolean clusterApiConnected,
    @Nullable String clusterApiFault) {
  /** Keeps an unmodifiable copy of the peers. */
  public Topology {
    peers = List.copyOf(peers);
  }

  /** All pods, the one that answers first. */
  @JsonIgnore
  public List<Pod> pods() {
    return Stream.concat(Stream.of(self), peers.stream()).toList();
  }

  /**
   * One pod. URLs have no slash at the end; what is not known yet is empty.
   *
   * @param name unique, for instance {@code a}
   * @param incarnation another for each pod that bears the name after the other
   * @param relay {@code host:port} of the sidecar's relay
   * @param bootId of the kernel that it runs on; clocks of equal ones compare
   * @param channelDirectory where its rings are, as its programs see it
   * @param filesDirectory where its FIFOs, sockets and key files are
   * @param channelPrefix of its kernel names
   * @param ready whether it takes traffic: what the cluster says, or else that it has answered once
   * @param reachable whether its sidecar answered last time
   */
  public record Pod(
      String name,
      String incarnation,
      String sidecarUrl,
      String producerUrl,
      String consumerUrl,
      String relay,
      String node,
      String zone,
      String bootId,
      String channelDirectory,
      String filesDirectory,
      String channelPrefix,
      boolean ready,
      boolean reachable) {

    /** A pod of which no more is known than its name and where its sidecar should be. */
    public static Pod unknown(String name, String sidecarUrl) {
      return new Pod(name, "", sidecarUrl, "", "", "", "", "", "", "", "", "", false, false);
    }

    /** The addresses of its local channels. */
    @JsonIgnore
    public PodChannels channels() {
      return new PodChannels(Path.of(channelDirectory), Path.of(filesDirectory), channelPrefix);
    }

    /** The same, somewhere and in some incarnation. */
    public Pod at(String newIncarnation, String newNode, String newZone) {
      return new Pod(
          name,
          newIncarnation,
          sidecarUrl,
          producerUrl,
          consumerUrl,
          relay,
          newNode,
          newZone,
          bootId,
          channelDirectory,
          filesDirectory,
          channelPrefix,
          ready,
          reachable);
    }

    /** The same, ready or not, reachable or not. */
    public Pod with(boolean isReady, boolean isReachable) {
      return new Pod(
          name,
          incarnation,
          sidecarUrl,
          producerUrl,
          consumerUrl,
          relay,
          node,
          zone,
          bootId,
          channelDirectory,
          filesDirectory,
          channelPrefix,
          isReady,
          isReachable);
    }
  }
}
