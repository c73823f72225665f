package io.podwire.sidecar.relay;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What relays say to each other over TCP: one frame per message of the TCP channel, a header of
 * eight bytes and a body. All words little-endian.
 *
 * <pre>
 *   0       1         2           3          4               8
 *   +-------+---------+-----------+----------+---------------+---------------------------
 *   | type  | version | direction | moved    | window, bytes | body
 *   +-------+---------+-----------+----------+---------------+---------------------------
 *   HELLO     set       set         0 or 1     set             magic, then the route's id in UTF-8
 *   ACCEPT                                                     none
 *   DATA                                                       the message, 0 bytes or more
 *   CREDIT                                                     bytes of DATA frames taken so far, 8
 *   ASK                                                        none: a credit is wanted now
 *   END                                                        none: the stream ends in good order
 *   FAULT                                                      the reason in UTF-8
 * </pre>
 */
final class FrameDescriptor {
  static final byte HELLO = 1;
  static final byte ACCEPT = 2;
  static final byte DATA = 3;
  static final byte CREDIT = 4;
  static final byte ASK = 5;
  static final byte END = 6;
  static final byte FAULT = 7;

  static final byte VERSION = 1;
  static final int MAGIC = 0x5752_4450; // "PDRW", little-endian

  static final long TYPE_OFFSET = 0;
  static final long VERSION_OFFSET = TYPE_OFFSET + 1;
  static final long DIRECTION_OFFSET = VERSION_OFFSET + 1;
  static final long MOVED_OFFSET = DIRECTION_OFFSET + 1;
  static final long WINDOW_OFFSET = TYPE_OFFSET + Integer.BYTES;
  static final long HEADER_BYTES = WINDOW_OFFSET + Integer.BYTES;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FrameDescriptor() {}
}
