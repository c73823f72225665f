package io.podwire.exhibits.unconfirmed;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The same death at a ring. Stateless. */
final class RingTaking {
  private RingTaking() {}

  /** What the consumer gets that comes after the one that was killed. */
  static List<String> through(Stage stage) {
    ChannelUri uri = ChannelUri.parse("shm:" + stage.file("ring"));
    Transport transport = Transports.of(uri);
    transport.prepare(uri, false);
    Companion doomed = stage.start(TakerMain.class, "ring", uri);
    try (Sender sender = transport.openSender(uri, ChannelOptions.DEFAULT)) {
      QueueDoesNotConfirm.SENT.forEach(text -> send(sender, Long.parseLong(text)));
      String taken = doomed.line();
      doomed.kill();
      List<String> left = takeAll(transport, uri);
      stage.saw(
          "ring: the same messages; a consumer got %s and was killed while handling it; the next consumer got %s",
          taken, left);
      return left;
    } finally {
      doomed.close();
      transport.remove(uri);
    }
  }

  private static void send(Sender sender, long number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_LONG, number);
      sender.send(message, 0, message.byteSize(), Deadline.patient());
      sender.flush(Deadline.patient());
    }
  }

  private static List<String> takeAll(Transport transport, ChannelUri uri) {
    List<String> taken = new ArrayList<>();
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
      long deadlineNanos = Deadline.patient();
      while (taken.size() < QueueDoesNotConfirm.SENT.size()
          && receiver.receive((b, o, l) -> taken.add(text(b, o)), 8, deadlineNanos) > 0) {
        deadlineNanos = Deadline.patient();
      }
    }
    return taken;
  }

  private static String text(MemorySegment buffer, long offset) {
    return Long.toString(buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset));
  }
}
