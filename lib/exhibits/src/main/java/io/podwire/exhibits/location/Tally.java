package io.podwire.exhibits.location;

import io.podwire.ipc.MessageHandler;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Numbered messages, and how many of them came whole and in order. For one thread. */
final class Tally implements MessageHandler {
  static final int MESSAGES = 2000;
  static final int MESSAGE_BYTES = 256;

  private int whole;

  /** Makes the message of a number. */
  static void write(MemorySegment message, int number) {
    message.fill((byte) number);
    message.set(ValueLayout.JAVA_INT, 0, number);
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    boolean isNext =
        length == MESSAGE_BYTES
            && buffer.get(ValueLayout.JAVA_INT_UNALIGNED, offset) == whole
            && buffer.get(ValueLayout.JAVA_BYTE, offset + length - 1) == (byte) whole;
    whole += isNext ? 1 : 0;
  }

  int whole() {
    return whole;
  }
}
