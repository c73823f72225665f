package io.podwire.cli.doctor;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.pipe.PipePair;
import io.podwire.lab.report.Units;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Tries anonymous pipes for real: {@code cat} is the child, which answers with what it reads. */
final class PipeCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int ROUND_TRIPS = 500;
  private static final int SIZE_BYTES = 64;

  private PipeCheck() {}

  static Finding run() {
    try (PipePair there = PipePair.toChild();
        PipePair back = PipePair.fromChild()) {
      Process child =
          new ProcessBuilder("cat")
              .redirectInput(there.childEnd())
              .redirectOutput(back.childEnd())
              .start();
      there.closeChildEnd();
      back.closeChildEnd();
      try {
        double nanos = nanosPerRoundTrip(there, back);
        return Finding.ok(
            "pipe", "%d round trips of 64 B, %s each".formatted(ROUND_TRIPS, Units.nanos(nanos)));
      } finally {
        child.destroyForcibly();
      }
    } catch (ChannelException | IOException e) {
      return Finding.missing(
          "pipe", String.valueOf(e.getMessage()), "check that processes may be started here");
    }
  }

  private static double nanosPerRoundTrip(PipePair there, PipePair back) {
    ChannelOptions options = ChannelOptions.DEFAULT.withTimeout(PATIENCE);
    try (Arena arena = Arena.ofConfined();
        Sender sender = there.openSender(options);
        Receiver receiver = back.openReceiver(options)) {
      MemorySegment message = arena.allocate(SIZE_BYTES);
      long start = System.nanoTime();
      for (int i = 0; i < ROUND_TRIPS; i++) {
        roundTrip(sender, receiver, message, start + PATIENCE.toNanos());
      }
      return (double) (System.nanoTime() - start) / ROUND_TRIPS;
    }
  }

  private static void roundTrip(
      Sender sender, Receiver receiver, MemorySegment message, long deadlineNanos) {
    boolean passed =
        sender.send(message, 0, message.byteSize(), deadlineNanos)
            && sender.flush(deadlineNanos)
            && receiver.receive((buffer, offset, length) -> {}, 1, deadlineNanos) == 1;
    if (!passed) {
      throw new ChannelException(ChannelException.Kind.TIMEOUT, "a message did not come back");
    }
  }
}
