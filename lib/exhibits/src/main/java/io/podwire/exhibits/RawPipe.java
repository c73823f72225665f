package io.podwire.exhibits;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;

/** Both ends of an anonymous pipe (pipe(7)); no child inherits them unasked. For one thread. */
public record RawPipe(RawDescriptor readEnd, RawDescriptor writeEnd) implements AutoCloseable {
  /** Makes a pipe. */
  public static RawPipe make() {
    CallState state = new CallState();
    int[] ends = new int[2];
    if (Descriptors.pipe(state, ends) < 0) {
      throw Errno.fault("pipe:", "pipe", state.errno(), "close descriptors or raise the limit");
    }
    return new RawPipe(RawDescriptor.of(ends[0]), RawDescriptor.of(ends[1]));
  }

  /** Closes both ends. Idempotent. */
  @Override
  public void close() {
    readEnd.close();
    writeEnd.close();
  }
}
