package io.podwire.exhibits.lockfree;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.nio.file.Path;

/**
 * What came of many processes writing messages of one size to one FIFO.
 *
 * @param messages how many were written in all
 * @param calls the system calls that took
 * @param torn stretches of one writer's bytes that were no whole number of messages
 */
record FifoTrial(
    int writers, int messageBytes, long messages, long calls, long totalBytes, long torn) {
  private static final int OWNER_MODE = 0600;

  static FifoTrial of(Stage stage, Writers writers, int messages, int messageBytes) {
    Path path = stage.file("many-" + messageBytes + ".fifo");
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, path.toString(), OWNER_MODE) < 0) {
      throw Errno.fault(path, "mkfifo", state.errno(), "");
    }
    try (RawDescriptor fifo =
        RawDescriptor.open(path, Descriptors.O_RDONLY | Descriptors.O_NONBLOCK)) {
      writers.open("fifo", messages, messageBytes, path);
      fifo.setNonBlocking(false);
      writers.go();
      Runs runs = readToEnd(path, fifo, messageBytes);
      long all = (long) messages * writers.count();
      return new FifoTrial(
          writers.count(), messageBytes, all, writers.calls(), runs.totalBytes(), runs.torn());
    }
  }

  private static Runs readToEnd(Path path, RawDescriptor fifo, int messageBytes) {
    Runs runs = new Runs(messageBytes);
    Attempt read = fifo.read(RawDescriptor.BUFFER_BYTES);
    while (read.count() > 0) {
      runs.accept(fifo.buffer(), read.count());
      read = fifo.read(RawDescriptor.BUFFER_BYTES);
    }
    if (read.count() < 0) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, path + ": reading ended with " + read.text());
    }
    runs.end();
    return runs;
  }

  /** Whether every byte came, each message by one call and in one piece. */
  boolean isWhole() {
    return torn == 0 && totalBytes == messages * messageBytes && calls == messages;
  }
}
