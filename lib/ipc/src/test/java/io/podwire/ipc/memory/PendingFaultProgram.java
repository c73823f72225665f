package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.WaitStrategy;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Truncates the file that an end writes while its peer seems to sleep, in a JVM of its own: the
 * end's store faults, and before the error arrives the end makes the system call that wakes the
 * peer. Prints what became of the end's method.
 */
final class PendingFaultProgram {
  private static final long RECORD_BYTES = 64; // so that no lap needs padding
  private static final MemorySegment MESSAGE =
      Arena.global().allocate(RECORD_BYTES - RecordDescriptor.HEADER_BYTES);
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  private PendingFaultProgram() {}

  /** Runs in a directory, with how many calls of each method before. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    for (String file : new String[] {"data", "cursor"}) {
      attempt(Files.createDirectory(directory.resolve(file)), file, calls);
    }
  }

  private static void attempt(Path place, String file, int calls) throws IOException {
    Ring ring = Ring.open(place, "?capacity=64KiB", WaitStrategy.BLOCK);
    MemorySegment data = map(place, "data");
    MemorySegment cursor = map(place, "cursor");
    for (int call = 0; call <= calls; call++) {
      boolean last = call == calls;
      boolean offered = ring.sender.offer(MESSAGE);
      // the receiver waits for this record
      setWaiting(cursor, CursorFileDescriptor.waitingAt(call * RECORD_BYTES));
      if (last && file.equals("data")) {
        Forgery.data(place).truncate(0);
        print("flush", ring.sender::flush);
        return;
      }
      boolean flushed = ring.sender.flush();
      // the sender waits until this record is taken
      setWaiting(data, (call + 1) * RECORD_BYTES);
      if (last) {
        Forgery.cursor(place).truncate(0);
        print("poll", () -> ring.receiver.poll(IGNORE, 1));
        return;
      }
      if (!offered || !flushed || ring.receiver.poll(IGNORE, 1) != 1) {
        throw new AssertionError("the ring carries nothing");
      }
    }
  }

  private static MemorySegment map(Path place, String name) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            place.resolve("ring").resolve(name),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.global());
    }
  }

  private static void setWaiting(MemorySegment file, long value) {
    file.set(ValueLayout.JAVA_LONG, HeaderDescriptor.WAITING_OFFSET, value);
  }

  private static void print(String name, Runnable call) {
    String outcome = "fine";
    try {
      call.run();
    } catch (ChannelException e) {
      outcome = e.kind().toString();
    } catch (RuntimeException | Error e) {
      outcome = "RAW " + e;
    }
    System.out.println(name + ": " + outcome);
  }
}
