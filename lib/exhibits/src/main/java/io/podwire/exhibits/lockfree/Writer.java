package io.podwire.exhibits.lockfree;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.ipc.libc.Descriptors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One of the writing processes. A command names a FIFO or a queue, which it opens; then it says
 * {@code open}, waits for a line, writes without any lock, and says how many system calls that
 * took. All bytes of its messages to a FIFO are its number.
 */
final class Writer {
  private final byte number;
  private final BufferedReader commands =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Writer(byte number) {
    this.number = number;
  }

  /** Carries out commands until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("here");
    new Writer(Byte.parseByte(arguments[0])).carryOut();
  }

  private void carryOut() throws IOException {
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 4);
      int messages = Integer.parseInt(words[1]);
      System.out.println(
          words[0].equals("fifo")
              ? toFifo(Path.of(words[3]), messages, Integer.parseInt(words[2]))
              : toQueue(words[3], messages));
    }
  }

  private void awaitStart() throws IOException {
    System.out.println("open");
    commands.readLine();
  }

  private long toFifo(Path path, int messages, int messageBytes) throws IOException {
    try (RawDescriptor fifo = RawDescriptor.open(path, Descriptors.O_WRONLY)) {
      awaitStart();
      fifo.buffer().fill(number);
      long callsBefore = fifo.systemCalls();
      for (int i = 0; i < messages; i++) {
        Attempt attempt = fifo.write(messageBytes);
        if (attempt.count() != messageBytes) {
          throw new IOException("write gave " + attempt.text());
        }
      }
      return fifo.systemCalls() - callsBefore;
    }
  }

  private long toQueue(String name, int messages) throws IOException {
    try (RawPosixQueue queue = RawPosixQueue.open(name)) {
      awaitStart();
      for (int i = 0; i < messages; i++) {
        if (!queue.send(QueueTrial.message(number, i), 0, Deadline.patient())) {
          throw new IOException(name + " stayed full");
        }
      }
      return messages;
    }
  }
}
