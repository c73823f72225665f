package io.podwire.exhibits.nokernel;

import io.podwire.exhibits.Deadline;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sends numbered messages, each flushed by itself; after the warm-up it waits for the word. */
final class SendingEnd extends End {
  private final ChannelUri uri;
  private final ChannelOptions options;
  private final int messages;
  private final MemorySegment message = Arena.ofAuto().allocate(SIZE_BYTES, 8);

  SendingEnd(ChannelUri uri, ChannelOptions options, int messages) {
    this.uri = uri;
    this.options = options;
    this.messages = messages;
  }

  @Override
  void exchange() {
    try (Sender sender = Transports.of(uri).openSender(uri, options)) {
      send(sender, 0, WARMUP_MESSAGES, Deadline.patient());
      warmedUp();
      long deadlineNanos = Deadline.patient();
      long callsBefore = sender.systemCalls();
      firstNanos = System.nanoTime();
      send(sender, WARMUP_MESSAGES, messages, deadlineNanos);
      calls = sender.systemCalls() - callsBefore;
      ended();
    }
  }

  private void send(Sender sender, long first, int count, long deadlineNanos) {
    for (long n = first; n < first + count; n++) {
      message.set(ValueLayout.JAVA_LONG, 0, n);
      if (!sender.send(message, 0, SIZE_BYTES, deadlineNanos) || !sender.flush(deadlineNanos)) {
        throw new ChannelException(
            ChannelException.Kind.TIMEOUT, uri + ": no room for message " + n);
      }
    }
  }
}
