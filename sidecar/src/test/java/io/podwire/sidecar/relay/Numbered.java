package io.podwire.sidecar.relay;

import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/** Messages that carry their number and differ in length, and the check of them. */
final class Numbered {
  private static final int MAX_BYTES = 3000;

  private Numbered() {}

  static int length(long number) {
    return (int) (8 + number * 37 % MAX_BYTES);
  }

  static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
  }

  static void fill(MemorySegment message, long number) {
    message.asSlice(0, length(number)).fill((byte) number);
    message.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, number);
  }

  /** Sends messages 0 to {@code count}, and flushes. */
  static void send(Sender sender, long count) {
    MemorySegment message = Arena.ofAuto().allocate(MAX_BYTES + 8);
    for (long number = 0; number < count; number++) {
      fill(message, number);
      if (!sender.send(message, 0, length(number), deadline())) {
        throw new AssertionError("no room for message " + number + " within 20 s");
      }
    }
    if (!sender.flush(deadline())) {
      throw new AssertionError("not flushed within 20 s");
    }
  }

  /** Receives until the stream's end; returns how many came, all checked. */
  static long receiveAll(Receiver receiver) {
    long[] next = {0};
    int taken;
    do {
      taken = receiver.receive((b, o, l) -> check(b, o, l, next[0]++), 100, deadline());
      if (taken == 0) {
        throw new AssertionError("nothing within 20 s after " + next[0] + " messages");
      }
    } while (taken != Receiver.END);
    return next[0];
  }

  /** Receives exactly this many, all checked from number {@code from} on. */
  static void receive(Receiver receiver, long from, long count) {
    long[] next = {from};
    while (next[0] < from + count) {
      if (receiver.receive((b, o, l) -> check(b, o, l, next[0]++), 1, deadline()) <= 0) {
        throw new AssertionError("no message " + next[0] + " within 20 s");
      }
    }
  }

  private static void check(MemorySegment buffer, long offset, long length, long number) {
    long found = buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    byte last = buffer.get(ValueLayout.JAVA_BYTE, offset + length - 1);
    if (found != number || length != length(number) || (length > 8 && last != (byte) number)) {
      throw new AssertionError(
          "message %d came as %d, %d bytes, last 0x%02x".formatted(number, found, length, last));
    }
  }
}
