package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.podwire.quarkus.HostPort;
import io.podwire.sidecar.peers.NameOrder;
import io.podwire.sidecar.peers.PeerAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the pods out of all EndpointSlices of a Service. Stateless. */
final class Slices {
  private static final String PORT_NAME = "sidecar";
  private static final int DEFAULT_PORT = 8080;

  private Slices() {}

  /**
   * The pods by name. While an endpoint moves from slice to slice it may stand in two; and while a
   * pod is replaced, so do both its incarnations: the one that takes traffic counts.
   */
  static List<PeerAddress> pods(Collection<EndpointSlice> slices) {
    Map<String, PeerAddress> pods = new TreeMap<>(NameOrder.NATURAL);
    slices.stream()
        .sorted(Comparator.comparing(slice -> slice.getMetadata().getName()))
        .forEach(
            slice ->
                orNone(slice.getEndpoints()).stream()
                    .flatMap(endpoint -> pod(endpoint, port(slice)).stream())
                    .forEach(pod -> pods.merge(pod.name(), pod, Slices::better)));
    return List.copyOf(pods.values());
  }

  private static PeerAddress better(PeerAddress first, PeerAddress second) {
    return first.ready() || !second.ready() ? first : second;
  }

  private static Optional<PeerAddress> pod(Endpoint endpoint, int port) {
    ObjectReference target = endpoint.getTargetRef();
    if (target == null || !"Pod".equals(target.getKind()) || endpoint.getAddresses().isEmpty()) {
      return Optional.empty(); // somebody else's endpoint
    }
    return Optional.of(
        new PeerAddress(
            target.getName(),
            orEmpty(target.getUid()),
            "http://" + HostPort.of(endpoint.getAddresses().getFirst(), port),
            orEmpty(endpoint.getNodeName()),
            orEmpty(endpoint.getZone()),
            isReady(endpoint.getConditions())));
  }

  /** Nothing said means ready, by the API's own rule. */
  private static boolean isReady(@Nullable EndpointConditions conditions) {
    return conditions == null
        || (!Boolean.FALSE.equals(conditions.getReady())
            && !Boolean.TRUE.equals(conditions.getTerminating()));
  }

  private static int port(EndpointSlice slice) {
    return orNone(slice.getPorts()).stream()
        .filter(port -> PORT_NAME.equals(port.getName()) && port.getPort() != null)
        .findFirst()
        .map(EndpointPort::getPort)
        .orElse(DEFAULT_PORT);
  }

  /** The API server says null of a slice that is, or has become, empty. */
  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
