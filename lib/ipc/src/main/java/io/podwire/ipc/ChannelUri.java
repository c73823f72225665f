package io.podwire.ipc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a channel: {@code scheme:address?name=value&name=value}. Immutable.
 *
 * @param scheme the mechanism, for instance {@code shm}
 * @param address what follows the colon: a path, a queue name, {@code //host:port}, or nothing
 * @param parameters what follows the question mark, in the order written
 */
public record ChannelUri(String scheme, String address, Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+):([^?\\p{Cntrl}]*)(?:\\?(\\P{Cntrl}*))?");

  /** Keeps an unmodifiable copy of the parameters. */
  public ChannelUri {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads an address. It stands as it is: spaces inside are part of it, and so is a percent sign;
   * {@code ///path} is {@code /path}. Whether the scheme exists and allows the parameters is {@link
   * Transport}'s to say.
   *
   * @throws ChannelException of kind BAD_ADDRESS if the form is wrong
   */
  public static ChannelUri parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || !PlainText.of(text).equals(text) || !text.equals(text.strip())) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT,
              "'%s' is not a channel; write scheme:address, for instance shm:/dev/shm/orders or tcp://127.0.0.1:7500",
              text));
    }
    String address = matcher.group(2);
    return new ChannelUri(
        matcher.group(1),
        address.startsWith("///") ? address.substring(2) : address,
        parameters(text, matcher.group(3)));
  }

  private static Map<String, String> parameters(String text, @Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1
          || parameters.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new ChannelException(
            ChannelException.Kind.BAD_ADDRESS,
            String.format(
                Locale.ROOT,
                "%s: '%s' is not a parameter; write each name=value once",
                text,
                pair));
      }
    }
    return parameters;
  }

  /**
   * The size that a parameter gives, in bytes.
   *
   * @throws ChannelException of kind BAD_ADDRESS if it is no size or not within the range
   *     (inclusive)
   */
  public long sizeParameter(String name, long defaultBytes, long minBytes, long maxBytes) {
    String text = parameters.get(name);
    if (text == null) {
      return defaultBytes;
    }
    try {
      long bytes = ByteSize.parse(text);
      if (bytes >= minBytes && bytes <= maxBytes) {
        return bytes;
      }
    } catch (IllegalArgumentException | ArithmeticException notASize) {
      throw badParameter(name, text, minBytes, maxBytes, notASize);
    }
    throw badParameter(name, text, minBytes, maxBytes, null);
  }

  private ChannelException badParameter(
      String name, String text, long minBytes, long maxBytes, @Nullable Throwable cause) {
    return new ChannelException(
        ChannelException.Kind.BAD_ADDRESS,
        String.format(
            Locale.ROOT,
            "%s: %s=%s is not allowed; give %s to %s",
            this,
            name,
            text,
            ByteSize.format(minBytes),
            ByteSize.format(maxBytes)),
        cause);
  }

  /**
   * Refuses parameters that the scheme does not know.
   *
   * @throws ChannelException of kind BAD_ADDRESS naming the first unknown one and all allowed
   */
  public void requireParameters(Set<String> allowed) {
    for (String name : parameters.keySet()) {
      if (!allowed.contains(name)) {
        throw new ChannelException(
            ChannelException.Kind.BAD_ADDRESS,
            String.format(
                Locale.ROOT, "%s: unknown parameter '%s'; %s", this, name, allowedText(allowed)));
      }
    }
  }

  private String allowedText(Set<String> allowed) {
    return allowed.isEmpty()
        ? scheme + " takes none"
        : scheme + " takes " + allowed.stream().sorted().collect(Collectors.joining(", "));
  }

  /**
   * The address of the way back, where one address cannot serve both: the same with {@code .back}.
   */
  public ChannelUri back() {
    return withAddress(address + ".back");
  }

  /** The same scheme and parameters with another address. */
  public ChannelUri withAddress(String newAddress) {
    return new ChannelUri(scheme, newAddress, parameters);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    return scheme + ":" + address + (query.isEmpty() ? "" : "?" + query);
  }
}
