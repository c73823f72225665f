package io.podwire.exhibits.capacity;

import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.libc.Errno;

/**
 * What went into a pipe that nobody read.
 *
 * @param asTheKernelSays whether as much fitted as the kernel names its capacity
 * @param inPages whether less fitted in writes that do not fill a page
 * @param resize what came of changes of its capacity
 */
record FilledPipe(boolean asTheKernelSays, boolean inPages, Resize resize) {
  private static final int ODD_BYTES = 3000;
  private static final int UNEVEN_CAPACITY_BYTES = 100_000;

  /** Fills one by single bytes, by odd writes, and with other capacities. */
  static FilledPipe of(Stage stage) {
    try (RawPipe pipe = RawPipe.make()) {
      RawDescriptor end = pipe.writeEnd();
      long bytes = end.fill(1);
      int capacityBytes = end.capacityBytes();
      stage.saw(
          "A new pipe took %d bytes, one byte at a time, before a write failed with EAGAIN; the kernel"
              + " says %d.",
          bytes, capacityBytes);
      pipe.readEnd().drain();
      long oddBytes = end.fill(ODD_BYTES);
      stage.saw(
          "Written %d bytes at a time, the same pipe took only %d: two such writes do not share a"
              + " page.",
          ODD_BYTES, oddBytes);
      pipe.readEnd().drain();
      Resize resize =
          change(stage, pipe, UNEVEN_CAPACITY_BYTES)
              .and(change(stage, pipe, EagerWriter.BYTES_PER_WRITE));
      return new FilledPipe(
          bytes == capacityBytes, oddBytes / ODD_BYTES < capacityBytes / ODD_BYTES, resize);
    }
  }

  private static Resize change(Stage stage, RawPipe pipe, int bytes) {
    int madeBytes = pipe.writeEnd().askForCapacity(bytes);
    if (madeBytes < 0) {
      stage.saw("Asked for %d bytes: %s.", bytes, Errno.name(pipe.writeEnd().errno()));
      return Resize.REFUSED;
    }
    long fittedBytes = pipe.writeEnd().fill(EagerWriter.BYTES_PER_WRITE);
    stage.saw(
        "Asked for %d bytes, the kernel made it %d, and %d fitted.", bytes, madeBytes, fittedBytes);
    pipe.readEnd().drain();
    return madeBytes >= bytes && fittedBytes == madeBytes ? Resize.FOLLOWED : Resize.IGNORED;
  }
}
