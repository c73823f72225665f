package io.podwire.cli.sidecar;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are asked without a proxy: names with all below them, names below a dot, addresses,
 * networks, each with a port or without, or all by a star. Immutable.
 */
final class NoProxy {
  private static final Pattern PORT =
      Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:\\[\\]]+):(?<port>\\d+)");

  private final List<BiPredicate<String, Integer>> entries;

  private NoProxy(List<BiPredicate<String, Integer>> entries) {
    this.entries = entries;
  }

  static NoProxy of(@Nullable String list) {
    List<BiPredicate<String, Integer>> entries = new ArrayList<>();
    for (String entry : (list == null ? "" : list).toLowerCase(Locale.ROOT).split(",")) {
      if (!entry.isBlank()) {
        entries.add(entry(entry.strip()));
      }
    }
    return new NoProxy(entries);
  }

  /** Whether one of the entries matches; {@code host} in lower case, without brackets. */
  boolean match(String host, int port) {
    return entries.stream().anyMatch(entry -> entry.test(host, port));
  }

  /** Whether it is this machine itself, as kubectl finds without a resolver. */
  static boolean isLoopback(String host) {
    InetAddress address = literal(host);
    return host.equals("localhost") || address != null && address.isLoopbackAddress();
  }

  private static BiPredicate<String, Integer> entry(String text) {
    if (text.equals("*")) {
      return (host, port) -> true;
    }
    int slash = text.indexOf('/');
    if (slash > 0 && literal(text.substring(0, slash)) != null) {
      return network(text.substring(0, slash), text.substring(slash + 1));
    }
    Matcher matcher = PORT.matcher(text);
    boolean ported = matcher.matches();
    String name = ported ? matcher.group("host") : text;
    BiPredicate<String, Integer> named = named(name.replaceAll("^\\[|\\]$", ""));
    return ported ? named.and((host, port) -> port(matcher.group("port"), port)) : named;
  }

  private static boolean port(String wanted, int port) {
    return wanted.equals(Integer.toString(port));
  }

  private static BiPredicate<String, Integer> named(String name) {
    InetAddress wanted = literal(name);
    if (wanted != null) {
      return (host, port) -> wanted.equals(literal(host));
    }
    String below = name.startsWith("*.") ? name.substring(1) : name;
    return below.startsWith(".")
        ? (host, port) -> host.endsWith(below)
        : (host, port) -> host.equals(below) || host.endsWith("." + below);
  }

  private static BiPredicate<String, Integer> network(String address, String bits) {
    byte[] wanted = java.util.Objects.requireNonNull(literal(address)).getAddress();
    if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > wanted.length * Byte.SIZE) {
      return (host, port) -> false; // no network: kubectl passes over it too
    }
    int rest = wanted.length * Byte.SIZE - Integer.parseInt(bits);
    return (host, port) -> {
      InetAddress asked = literal(host);
      return asked != null
          && asked.getAddress().length == wanted.length
          && number(asked.getAddress()).shiftRight(rest).equals(number(wanted).shiftRight(rest));
    };
  }

  private static BigInteger number(byte[] address) {
    return new BigInteger(1, address);
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null; // a name
    }
  }
}
