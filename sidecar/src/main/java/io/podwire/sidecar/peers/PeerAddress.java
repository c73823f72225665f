package io.podwire.sidecar.peers;

/**
 * Where a pod is, before it was asked who it is.
 *
 * @param name of the pod; of a static list, its host and port
 * @param incarnation another for each pod that bears the name after the other; may be empty
 * @param sidecarUrl without a slash at the end
 * @param node empty if it is not known, then the pod itself says it
 * @param zone empty if it is not known
 * @param ready whether it takes traffic; a pod that is about to end does not
 */
public record PeerAddress(
    String name, String incarnation, String sidecarUrl, String node, String zone, boolean ready) {}
