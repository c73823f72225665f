package io.podwire.quarkus.access;

import io.podwire.quarkus.HostPort;
import io.podwire.quarkus.PodConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which this program may be asked. A web page whose own name was made to point
 * at this machine (DNS rebinding) asks under that name, which is none of these. Immutable; threads
 * may share it.
 *
 * <p>Known are {@code localhost}, the machine's host name, {@code podwire.host} and {@code
 * podwire.http.hosts}, each also within the search domains of {@code /etc/resolv.conf}; and as
 * addresses loopback and the one at which the connection arrived.
 */
@Singleton
final class KnownHosts {
  private static final Logger LOG = Logger.getLogger(KnownHosts.class);
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path RESOLVER = Path.of("/etc/resolv.conf");

  private final Set<String> names = new HashSet<>();
  private final Set<InetAddress> addresses = new HashSet<>();

  @Inject
  KnownHosts(PodConfig pod, AccessConfig config) {
    this(
        Stream.concat(
                Stream.concat(lines(HOST_NAME), Stream.of(pod.host())),
                config.http().hosts().orElse(List.of()).stream())
            .toList(),
        searchDomains(lines(RESOLVER)));
  }

  KnownHosts(List<String> own, List<String> searchDomains) {
    names.add("localhost");
    for (String host : own) {
      Authority.parse(HostPort.of(host.strip(), 0))
          .ifPresentOrElse(
              parsed -> add(parsed, searchDomains),
              () -> LOG.warnf("podwire.http.hosts: '%s' is no host; give a name, no port", host));
    }
  }

  private void add(Authority host, List<String> searchDomains) {
    InetAddress address = host.address();
    if (address == null) {
      names.add(host.name());
      searchDomains.forEach(domain -> names.add(host.name() + "." + domain));
    } else {
      addresses.add(address);
    }
  }

  /** What {@code search} and {@code domain} lines name (resolv.conf(5)). */
  static List<String> searchDomains(Stream<String> lines) {
    return lines
        .map(line -> line.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(words -> words[0].equals("search") || words[0].equals("domain"))
        .flatMap(words -> Stream.of(words).skip(1))
        .map(domain -> domain.replaceAll("^\\.|\\.$", ""))
        .filter(domain -> !domain.isEmpty())
        .toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.of(); // the name is then to be given in podwire.http.hosts
    }
  }

  /**
   * Whether this program is the one that {@code authority} names.
   *
   * @param authority {@code host[:port]}
   * @param arrival the address at which the connection arrived, null if it is unknown
   */
  boolean knows(String authority, @Nullable InetAddress arrival) {
    return Authority.parse(authority).filter(host -> isOwn(host, arrival)).isPresent();
  }

  private boolean isOwn(Authority host, @Nullable InetAddress arrival) {
    InetAddress address = host.address();
    return address == null
        ? names.contains(host.name())
        : address.isLoopbackAddress() || address.equals(arrival) || addresses.contains(address);
  }
}
