package io.podwire.ipc;

import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The mechanisms on the class path and the module path, by scheme. */
public final class Transports {
  private static final Map<String, Transport> BY_SCHEME = load();

  private Transports() {}

  private static Map<String, Transport> load() {
    Map<String, Transport> found = new TreeMap<>();
    ServiceLoader.load(Transport.class, Transports.class.getClassLoader())
        .forEach(transport -> found.put(transport.scheme(), transport));
    return found;
  }

  /** All mechanisms, by scheme, in the order of the alphabet. */
  public static Map<String, Transport> all() {
    return java.util.Collections.unmodifiableMap(BY_SCHEME);
  }

  /**
   * The mechanism of an address, which it has checked with {@link Transport#validate}.
   *
   * @throws ChannelException of kind BAD_ADDRESS if the scheme is unknown or the address wrong
   */
  public static Transport of(ChannelUri uri) {
    Transport transport = BY_SCHEME.get(uri.scheme());
    if (transport == null) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT,
              "%s: unknown scheme '%s'; take one of %s",
              uri,
              uri.scheme(),
              String.join(", ", BY_SCHEME.keySet())));
    }
    transport.validate(uri);
    return transport;
  }
}
