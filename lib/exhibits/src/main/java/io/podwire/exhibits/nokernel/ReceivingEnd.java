package io.podwire.exhibits.nokernel;

import io.podwire.exhibits.Deadline;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/** Receives numbered messages and checks that each is the next. */
final class ReceivingEnd extends End {
  private static final int BATCH = 1024;

  private final ChannelUri uri;
  private final ChannelOptions options;
  private final int messages;
  private long next;

  ReceivingEnd(ChannelUri uri, ChannelOptions options, int messages) {
    this.uri = uri;
    this.options = options;
    this.messages = messages;
  }

  @Override
  void exchange() {
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, options)) {
      receive(receiver, WARMUP_MESSAGES);
      warmedUp();
      long callsBefore = receiver.systemCalls();
      receive(receiver, WARMUP_MESSAGES + messages);
      lastNanos = System.nanoTime();
      calls = receiver.systemCalls() - callsBefore;
      ended();
    }
  }

  private void receive(Receiver receiver, long until) {
    long deadlineNanos = Deadline.patient();
    while (next < until) {
      if (receiver.receive(this::onMessage, BATCH, deadlineNanos) <= 0) {
        throw new ChannelException(
            ChannelException.Kind.TIMEOUT,
            String.format(Locale.ROOT, "%s: message %d did not come", uri, next));
      }
    }
  }

  private void onMessage(MemorySegment buffer, long offset, long length) {
    long number = buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    if (number != next || length != SIZE_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          String.format(Locale.ROOT, "%s: message %d came in place of %d", uri, number, next));
    }
    next++;
  }
}
