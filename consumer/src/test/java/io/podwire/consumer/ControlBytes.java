package io.podwire.consumer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A control message as a source would send it. */
final class ControlBytes {
  private static final long MAGIC = 0x9150_4F44_5749_5245L;
  private static final long CHECK_STEP = 0x9E37_79B9_7F4A_7C15L;

  private ControlBytes() {}

  static byte[] begin(long sourceId) {
    long[] words = {MAGIC, sourceId, 2, 0, 0, 0, MAGIC};
    for (int i = 1; i < 6; i++) {
      words[6] = (words[6] ^ words[i]) * CHECK_STEP;
    }
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
