package io.podwire.ipc.stream;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * How a message lies in a byte stream.
 *
 * <pre>
 *   0        4
 *   +--------+---------------
 *   | length | payload ...
 *   +--------+---------------
 * </pre>
 *
 * The length is little-endian, counts the payload only, and is from 0 to {@link
 * #MAX_MESSAGE_BYTES}.
 */
public final class Frames {
  /** The longest payload in bytes. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** The bytes before a payload. */
  public static final long HEADER_BYTES = Integer.BYTES;

  /** How the length is written. */
  public static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Frames() {}

  static void requireLength(ChannelUri uri, long length) {
    if (length > MAX_MESSAGE_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.TOO_LONG,
          String.format(
              Locale.ROOT,
              "%s: message of %d bytes exceeds the limit of %s; split it",
              uri,
              length,
              ByteSize.format(MAX_MESSAGE_BYTES)));
    }
    if (length < 0) {
      throw new IllegalArgumentException("length " + length + " is negative");
    }
  }

  static ChannelException corrupt(ChannelUri uri, int length, int maxBytes) {
    return new ChannelException(
        ChannelException.Kind.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: a message length of %d bytes was read, 0 to %d is allowed; is the peer Podwire?",
            uri,
            length,
            maxBytes));
  }
}
