package io.podwire.exhibits.unordered;

import io.podwire.exhibits.Deadline;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.ParentDeath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that writes: arguments are the files of table and crossing and the ring's address.
 * Does what each line of its input says.
 */
final class WriterMain {
  static final String TABLE = "table";
  static final String CROSS = "cross";
  static final String CROSS_FENCED = "cross fenced";
  static final String RING = "ring ";

  private static final long BATCH = 100_000;

  private WriterMain() {}

  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (RecordTable table = new RecordTable(Path.of(arguments[0]));
        Crossing crossing = new Crossing(Path.of(arguments[1]))) {
      System.out.println("ready");
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.startsWith(RING)) {
          writeRing(arguments[2], Long.parseLong(line.substring(RING.length())));
        } else {
          System.out.println(line.equals(TABLE) ? writeTable(table) : cross(crossing, line));
        }
      }
    }
  }

  private static String cross(Crossing crossing, String line) {
    crossing.ready();
    if (line.equals(CROSS_FENCED)) {
      crossing.crossFenced(1);
    } else {
      crossing.crossPlainly(1);
    }
    return line;
  }

  private static long writeTable(RecordTable table) {
    long n = 0;
    while (!table.isStopped()) {
      for (long end = n + BATCH; n < end; n++) {
        table.write(n);
      }
    }
    return n;
  }

  private static void writeRing(String ring, long messages) {
    ChannelUri uri = ChannelUri.parse(ring);
    long deadlineNanos = Deadline.patient();
    try (Sender sender = Transports.of(uri).openSender(uri, ChannelOptions.DEFAULT);
        Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(RingReading.MESSAGE_BYTES, 8);
      for (long n = 0; n < messages; n++) {
        message.set(ValueLayout.JAVA_LONG, 0, n);
        message.set(ValueLayout.JAVA_LONG, RingReading.SECOND_OFFSET, n);
        sender.send(message, 0, RingReading.MESSAGE_BYTES, deadlineNanos);
      }
      sender.flush(deadlineNanos);
      while (!sender.isDrained() && deadlineNanos - System.nanoTime() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
