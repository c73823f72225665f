package io.podwire.exhibits.halfduplex;

import io.podwire.exhibits.RawDescriptor;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A FIFO open for both directions that carries numbers: a question is positive, its answer the same
 * number below zero. For one thread.
 */
record Fifo(RawDescriptor descriptor) implements AutoCloseable {
  /** What a read gives that found nothing in time. */
  static final long NOTHING = 0;

  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final int OWNER_MODE = 0600;

  static void make(Path path) {
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, path.toString(), OWNER_MODE) < 0) {
      throw Errno.fault(path, "mkfifo", state.errno(), "");
    }
  }

  static Fifo open(Path path) {
    return new Fifo(RawDescriptor.open(path, Descriptors.O_RDWR));
  }

  static boolean isQuestion(long message) {
    return message > 0;
  }

  static long answerTo(long question) {
    return -question;
  }

  void write(long message) {
    descriptor.buffer().set(ValueLayout.JAVA_LONG, 0, message);
    descriptor.write(Long.BYTES);
  }

  /** The next message; waits for a moment, then gives {@link #NOTHING}. */
  long read() {
    return descriptor.read(Long.BYTES, PATIENCE).count() == Long.BYTES
        ? descriptor.buffer().get(ValueLayout.JAVA_LONG, 0)
        : NOTHING;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
