package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;

/** EndpointSlices as the cluster makes them. */
final class TestSlices {
  static final String NAMESPACE = "lab";
  static final String SERVICE = "podwire-peers";

  private TestSlices() {}

  static EndpointSlice slice(String name, Endpoint... endpoints) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .addToLabels("kubernetes.io/service-name", SERVICE)
        .endMetadata()
        .withAddressType("IPv4")
        .addNewPort()
        .withName("sidecar")
        .withPort(8080)
        .endPort()
        .addToEndpoints(endpoints)
        .build();
  }

  static Endpoint ready(String pod, String uid, String node) {
    return endpoint(pod, uid, node, true);
  }

  static Endpoint terminating(String pod, String uid, String node) {
    return endpoint(pod, uid, node, false);
  }

  private static Endpoint endpoint(String pod, String uid, String node, boolean ready) {
    return new EndpointBuilder()
        .addToAddresses("10.0.0.1")
        .withNodeName(node)
        .withZone("zone-" + node)
        .withNewConditions()
        .withReady(ready)
        .withServing(true)
        .withTerminating(!ready)
        .endConditions()
        .withNewTargetRef()
        .withKind("Pod")
        .withName(pod)
        .withUid(uid)
        .endTargetRef()
        .build();
  }
}
