package io.podwire.quarkus;

/** A host and a port as they stand in a URL (RFC 3986). Stateless. */
public final class HostPort {
  private HostPort() {}

  /** {@code host:port}; an IPv6 address, which has colons of its own, in brackets. */
  public static String of(String host, int port) {
    boolean bare = host.contains(":") && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host) + ":" + port;
  }
}
