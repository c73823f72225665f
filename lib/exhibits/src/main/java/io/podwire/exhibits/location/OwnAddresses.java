package io.podwire.exhibits.location;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses of this machine's interfaces. Stateless. */
final class OwnAddresses {
  private static final int AT_MOST = 2;

  private OwnAddresses() {}

  /** Some IPv4 addresses other than loopback; empty where there is none or they are hidden. */
  static List<String> some() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .limit(AT_MOST)
          .toList();
    } catch (SocketException hidden) {
      return List.of();
    }
  }
}
