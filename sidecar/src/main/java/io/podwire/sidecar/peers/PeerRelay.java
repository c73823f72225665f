package io.podwire.sidecar.peers;

/**
 * Where a pod's live messages go.
 *
 * @param identity of the pod that receives them: another pod, or the same name made again, differs
 * @param address {@code host:port} of its relay
 */
public record PeerRelay(String identity, String address) {}
