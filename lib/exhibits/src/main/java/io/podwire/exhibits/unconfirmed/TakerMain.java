package io.podwire.exhibits.unconfirmed;

import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.ParentDeath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A consumer that takes one message, says so and then works on it for ever: {@code queue NAME} or
 * {@code ring ADDRESS}.
 */
final class TakerMain {
  private TakerMain() {}

  public static void main(String[] arguments) {
    ParentDeath.killsThisProcess();
    if (arguments[0].equals("queue")) {
      try (RawPosixQueue queue = RawPosixQueue.open(arguments[1])) {
        System.out.println(queue.take(Deadline.patient()));
        workForEver();
      }
    } else {
      ChannelUri uri = ChannelUri.parse(arguments[1]);
      try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
        receiver.receive(TakerMain::onMessage, 1, Deadline.patient());
      }
    }
  }

  private static void onMessage(MemorySegment buffer, long offset, long length) {
    System.out.println(buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset));
    workForEver();
  }

  private static void workForEver() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
