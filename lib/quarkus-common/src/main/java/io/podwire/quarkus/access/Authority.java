package io.podwire.quarkus.access;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a request as {@code Host} or an absolute target names it (RFC 9110, 7.2), without its
 * port. Immutable.
 *
 * @param name in lower case, without brackets and without a dot at the end
 * @param address what it is as a literal address; null for a name
 */
record Authority(String name, @Nullable InetAddress address) {
  private static final Pattern SYNTAX =
      Pattern.compile("(?:([A-Za-z0-9](?:[A-Za-z0-9._-]*))|\\[([0-9A-Fa-f:.]+)])(?::\\d{0,5})?");

  private static final Pattern ABSOLUTE = Pattern.compile("[Hh][Tt][Tt][Pp][Ss]?://([^/?#]*).*");
  private static final int MAX_LENGTH = 300; // of a DNS name, 253, and more than a port

  /** Reads {@code host[:port]}; empty if it is no such thing. */
  static Optional<Authority> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    return name == null ? literal(matcher.group(2)) : Optional.of(named(name));
  }

  /** The host of an absolute-form target (RFC 9112, 3.2.2); empty of any other form. */
  static String ofTarget(String target) {
    Matcher matcher = ABSOLUTE.matcher(target);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Authority named(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return new Authority(
        name.toLowerCase(Locale.ROOT),
        Character.isDigit(name.charAt(0)) ? literal(name).map(a -> a.address).orElse(null) : null);
  }

  private static Optional<Authority> literal(String text) {
    try {
      return Optional.of(new Authority(text.toLowerCase(Locale.ROOT), InetAddress.ofLiteral(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
