package io.podwire.cli.demo;

/**
 * The ports of one local pod, all on loopback.
 *
 * @param sidecar HTTP
 * @param producer HTTP
 * @param consumer HTTP
 * @param relay of the sidecar, for messages between pods
 * @param liveTcp of the consumer, for the live flow over tcp
 */
record PodPorts(int sidecar, int producer, int consumer, int relay, int liveTcp) {
  /** The design's ports, or the next free ones where these are taken. */
  static PodPorts take(FreePorts ports) {
    return new PodPorts(
        ports.take(8080), ports.take(8081), ports.take(8082), ports.take(7400), ports.take(7401));
  }
}
