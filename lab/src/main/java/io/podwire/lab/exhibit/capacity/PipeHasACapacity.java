package io.podwire.lab.exhibit.capacity;

import io.podwire.ipc.libc.Errno;
import io.podwire.lab.exhibit.Attempt;
import io.podwire.lab.exhibit.Companion;
import io.podwire.lab.exhibit.Exhibit;
import io.podwire.lab.exhibit.KernelWait;
import io.podwire.lab.exhibit.RawDescriptor;
import io.podwire.lab.exhibit.RawPipe;
import io.podwire.lab.exhibit.Stage;
import io.podwire.lab.exhibit.Verdict;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Fills pipes of several capacities, and lets a second process run into one. Stateless. */
public final class PipeHasACapacity implements Exhibit {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final int ODD_BYTES = 3000;
  private static final int UNEVEN_CAPACITY_BYTES = 100_000;

  @Override
  public String name() {
    return "pipe-has-a-capacity";
  }

  @Override
  public String claim() {
    return "A pipe has a capacity: a writer blocks when it is reached, and it can be changed.";
  }

  @Override
  public Verdict show(Stage stage) {
    boolean blocks;
    try (RawPipe pipe = RawPipe.make()) {
      Companion writer = stage.startWithError(pipe.writeEnd(), EagerWriter.class);
      pipe.writeEnd().close();
      measure(stage);
      blocks = runInto(stage, pipe.readEnd(), writer);
    }
    return blocks
        ? Verdict.shown(
            "The capacity is where a writer stops, and moving it lets the writer go on. It is counted"
                + " in pages: writes that do not fill a page leave room that others cannot use.")
        : Verdict.contradicted(
            "The writer did not stop where the capacity says; see the evidence.");
  }

  private static void measure(Stage stage) {
    try (RawPipe pipe = RawPipe.make()) {
      RawDescriptor end = pipe.writeEnd();
      stage.saw(
          "A new pipe took %d bytes, one byte at a time, before a write failed with EAGAIN; the kernel"
              + " says %d.",
          end.fill(1), end.capacityBytes());
      pipe.readEnd().drain();
      stage.saw(
          "Written %d bytes at a time, the same pipe took only %d: two such writes do not share a"
              + " page.",
          ODD_BYTES, end.fill(ODD_BYTES));
      pipe.readEnd().drain();
      change(stage, pipe, UNEVEN_CAPACITY_BYTES);
      change(stage, pipe, EagerWriter.BYTES_PER_WRITE);
    }
  }

  private static void change(Stage stage, RawPipe pipe, int bytes) {
    int madeBytes = pipe.writeEnd().askForCapacity(bytes);
    if (madeBytes < 0) {
      stage.saw("Asked for %d bytes: %s.", bytes, Errno.name(pipe.writeEnd().errno()));
      return;
    }
    stage.saw(
        "Asked for %d bytes, the kernel made it %d, and %d fitted.",
        bytes, madeBytes, pipe.writeEnd().fill(EagerWriter.BYTES_PER_WRITE));
    pipe.readEnd().drain();
  }

  private static boolean runInto(Stage stage, RawDescriptor readEnd, Companion writer) {
    writer.line();
    int capacityBytes = readEnd.capacityBytes();
    boolean stopped = stopsAt(capacityBytes, readEnd);
    stage.saw(
        "Process %d wrote pages to a pipe that nobody read: it stopped with %d bytes in it, of %d%s.",
        writer.pid(), readEnd.readableBytes(), capacityBytes, place(writer));
    Attempt page = readEnd.read(EagerWriter.BYTES_PER_WRITE);
    boolean refilled = stopsAt(capacityBytes, readEnd);
    stage.saw(
        "Reading %s bytes let it write as many: again %d lay in the pipe.",
        page.text(), readEnd.readableBytes());
    boolean moved = enlarge(stage, readEnd, 2 * capacityBytes);
    return stopped && refilled && moved && ends(stage, readEnd, writer);
  }

  private static String place(Companion writer) {
    return KernelWait.awaitIn(writer.pid(), "pipe_write", Duration.ofMillis(200))
        .map(place -> ", asleep in the kernel's " + place)
        .orElse("");
  }

  private static boolean enlarge(Stage stage, RawDescriptor readEnd, int bytes) {
    int madeBytes = readEnd.askForCapacity(bytes);
    if (madeBytes < 0) {
      stage.saw("Enlarging it to %d was refused: %s.", bytes, Errno.name(readEnd.errno()));
      return true; // a limit of this machine, fs.pipe-user-pages-soft
    }
    boolean stopped = stopsAt(madeBytes, readEnd);
    stage.saw(
        "Enlarged to %d while the writer waited, it filled to %d without a read.",
        madeBytes, readEnd.readableBytes());
    return stopped;
  }

  /** Whether the pipe fills to exactly this and stays so for a while. */
  private static boolean stopsAt(int bytes, RawDescriptor readEnd) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (readEnd.readableBytes() < bytes && System.nanoTime() - deadlineNanos < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    LockSupport.parkNanos(QUIET.toNanos());
    return readEnd.readableBytes() == bytes;
  }

  private static boolean ends(Stage stage, RawDescriptor readEnd, Companion writer) {
    readEnd.close();
    long writtenBytes = Long.parseLong(writer.line());
    Attempt last = Attempt.parse(writer.line());
    stage.saw(
        "When the read end was closed, the waiting write failed with %s after %d ms; %d bytes had gone"
            + " in.",
        Errno.name(last.errno()), last.nanos() / 1_000_000, writtenBytes);
    return last.failedWith(Errno.EPIPE);
  }
}
