package io.podwire.cli.demo;

import io.podwire.api.PodChannels;
import java.util.Locale;

/**
 * One pod of the demo.
 *
 * @param name a, b, …
 * @param channels where its channels lie
 * @param ports what it listens on
 */
record LocalPod(String name, PodChannels channels, PodPorts ports) {
  /** The address that all of it binds. */
  static final String HOST = "127.0.0.1";

  String sidecarUrl() {
    return url(ports.sidecar());
  }

  String url(int port) {
    return "http://" + HOST + ":" + port;
  }

  /** The ports in words. */
  String portsText() {
    return String.format(
        Locale.ROOT,
        "pod %s on %s: sidecar %d, producer %d, consumer %d, relay %d, live tcp %d",
        name,
        HOST,
        ports.sidecar(),
        ports.producer(),
        ports.consumer(),
        ports.relay(),
        ports.liveTcp());
  }
}
