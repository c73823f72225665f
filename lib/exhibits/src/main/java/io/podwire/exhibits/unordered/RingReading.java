package io.podwire.exhibits.unordered;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Deadline;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads records like those of the table out of a ring, and counts what is wrong. One thread. */
final class RingReading {
  static final long MESSAGE_BYTES = 128;
  static final long SECOND_OFFSET = MESSAGE_BYTES - Long.BYTES;

  private static final int BATCH = 1024;

  private long read;
  private long torn;
  private long outOfOrder;

  private RingReading() {}

  /** Has the writer send {@code messages} and reads them. */
  static RingReading of(ChannelUri uri, Companion writer, long messages) {
    RingReading reading = new RingReading();
    long deadlineNanos = Deadline.patient();
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      writer.tell(WriterMain.RING + messages);
      while (reading.read < messages
          && receiver.receive(reading::onMessage, BATCH, deadlineNanos) > 0) {
        continue;
      }
    }
    return reading;
  }

  private void onMessage(MemorySegment buffer, long offset, long length) {
    long first = buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    long second = buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + SECOND_OFFSET);
    torn += first == second ? 0 : 1;
    outOfOrder += first == read ? 0 : 1;
    read++;
  }

  long read() {
    return read;
  }

  long torn() {
    return torn;
  }

  long outOfOrder() {
    return outOfOrder;
  }

  /** How many of {@code messages} are missing, torn or out of order. */
  long wrong(long messages) {
    return messages - read + torn + outOfOrder;
  }
}
