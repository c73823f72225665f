package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first frame on a connection.
 *
 * @param routeId the same at both sidecars
 * @param direction which way the connection's messages go
 * @param windowBytes how much may be under way without credit
 * @param moved whether the stream went to another pod since it last came here
 */
record Hello(String routeId, Direction direction, int windowBytes, boolean moved) {
  static final int MIN_WINDOW_BYTES = 1 << 10;
  static final int MAX_WINDOW_BYTES = 1 << 26;
  private static final int MAX_ID_BYTES = 100;
  private static final Pattern ROUTE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final long ID_OFFSET = FrameDescriptor.HEADER_BYTES + Integer.BYTES;

  /** The length of the longest frame. */
  static final int MAX_BYTES = (int) ID_OFFSET + MAX_ID_BYTES;

  /** For a stream that goes to one pod only. */
  Hello(String routeId, Direction direction, int windowBytes) {
    this(routeId, direction, windowBytes, false);
  }

  /** Whether the text may name a route. */
  static boolean isRouteId(String text) {
    return ROUTE_ID.matcher(text).matches();
  }

  /** Writes the frame; returns its length in bytes. */
  long write(MemorySegment frame) {
    byte[] id = routeId.getBytes(StandardCharsets.UTF_8);
    frame.set(ValueLayout.JAVA_BYTE, FrameDescriptor.TYPE_OFFSET, FrameDescriptor.HELLO);
    frame.set(ValueLayout.JAVA_BYTE, FrameDescriptor.VERSION_OFFSET, FrameDescriptor.VERSION);
    frame.set(ValueLayout.JAVA_BYTE, FrameDescriptor.DIRECTION_OFFSET, (byte) direction.ordinal());
    frame.set(ValueLayout.JAVA_BYTE, FrameDescriptor.MOVED_OFFSET, (byte) (moved ? 1 : 0));
    frame.set(FrameDescriptor.INT, FrameDescriptor.WINDOW_OFFSET, windowBytes);
    frame.set(FrameDescriptor.INT, FrameDescriptor.HEADER_BYTES, FrameDescriptor.MAGIC);
    MemorySegment.copy(id, 0, frame, ValueLayout.JAVA_BYTE, ID_OFFSET, id.length);
    return ID_OFFSET + id.length;
  }

  /**
   * Reads and checks a frame of a stranger.
   *
   * @throws ChannelException of kind CORRUPT or VERSION naming what was found
   */
  static Hello read(MemorySegment buffer, long offset, long length) {
    if (length <= ID_OFFSET || length > MAX_BYTES) {
      throw corrupt("a first frame of " + length + " bytes");
    }
    MemorySegment frame = buffer.asSlice(offset, length);
    byte type = frame.get(ValueLayout.JAVA_BYTE, FrameDescriptor.TYPE_OFFSET);
    int magic = frame.get(FrameDescriptor.INT, FrameDescriptor.HEADER_BYTES);
    if (type != FrameDescriptor.HELLO || magic != FrameDescriptor.MAGIC) {
      throw corrupt(
          String.format(Locale.ROOT, "a first frame of type %d, magic 0x%08x", type, magic));
    }
    requireVersion(frame.get(ValueLayout.JAVA_BYTE, FrameDescriptor.VERSION_OFFSET));
    boolean moved = frame.get(ValueLayout.JAVA_BYTE, FrameDescriptor.MOVED_OFFSET) != 0;
    return new Hello(routeId(frame), direction(frame), windowBytes(frame), moved);
  }

  private static void requireVersion(byte version) {
    if (version != FrameDescriptor.VERSION) {
      throw new ChannelException(
          ChannelException.Kind.VERSION,
          String.format(
              Locale.ROOT,
              "relay: the far relay speaks version %d, this one %d; run the same release in all pods",
              version,
              FrameDescriptor.VERSION));
    }
  }

  private static String routeId(MemorySegment frame) {
    byte[] id = frame.asSlice(ID_OFFSET).toArray(ValueLayout.JAVA_BYTE);
    String text = new String(id, StandardCharsets.UTF_8);
    if (!isRouteId(text)) {
      throw corrupt("a route id with characters beyond letters, digits, '.', '_' and '-'");
    }
    return text;
  }

  private static Direction direction(MemorySegment frame) {
    return switch (frame.get(ValueLayout.JAVA_BYTE, FrameDescriptor.DIRECTION_OFFSET)) {
      case 0 -> Direction.FORWARD;
      case 1 -> Direction.BACK;
      default -> throw corrupt("a direction that is neither 0 nor 1");
    };
  }

  private static int windowBytes(MemorySegment frame) {
    int window = frame.get(FrameDescriptor.INT, FrameDescriptor.WINDOW_OFFSET);
    if (window < MIN_WINDOW_BYTES || window > MAX_WINDOW_BYTES) {
      throw corrupt(
          String.format(
              Locale.ROOT,
              "a window of %d bytes; %d to %d are allowed",
              window,
              MIN_WINDOW_BYTES,
              MAX_WINDOW_BYTES));
    }
    return window;
  }

  /** What is not a greeting. */
  static ChannelException corrupt(String found) {
    return new ChannelException(
        ChannelException.Kind.CORRUPT,
        "relay: found " + found + "; only sidecars connect to this port");
  }
}
