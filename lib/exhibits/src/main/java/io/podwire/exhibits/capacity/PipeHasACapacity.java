package io.podwire.exhibits.capacity;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.KernelWait;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.libc.Errno;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Fills pipes of several capacities, and lets a second process run into one. Stateless. */
public final class PipeHasACapacity implements Exhibit {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMillis(100);

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
    try (RawPipe pipe = RawPipe.make()) {
      Companion writer = stage.startWithError(pipe.writeEnd(), EagerWriter.class);
      pipe.writeEnd().close();
      FilledPipe filled = FilledPipe.of(stage);
      return runInto(stage, pipe.readEnd(), writer, filled);
    }
  }

  /**
   * Speaks of a changed capacity only if the kernel granted one.
   *
   * @param stops whether a writer stopped where the kernel says, and went on as there was room
   * @param resize what came of all the changes
   */
  static Verdict verdict(boolean stops, Resize resize, boolean inPages) {
    if (!stops) {
      return Verdict.contradicted(
          "The writer did not stop where the capacity says; see the evidence.");
    }
    String pages =
        inPages
            ? " It is counted in pages: writes that do not fill a page leave room that others cannot"
                + " use."
            : "";
    return switch (resize) {
      case FOLLOWED ->
          Verdict.shown(
              "The capacity is where a writer stops, and moving it lets the writer go on." + pages);
      case IGNORED ->
          Verdict.contradicted(
              "The capacity is where a writer stops, but a changed one was not kept to; see the"
                  + " evidence.");
      case REFUSED ->
          Verdict.shown(
              "The capacity is where a writer stops. That it can be changed was not shown: the kernel"
                  + " refused (fs.pipe-max-size, fs.pipe-user-pages-soft)."
                  + pages);
    };
  }

  private static Verdict runInto(
      Stage stage, RawDescriptor readEnd, Companion writer, FilledPipe filled) {
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
    Resize resize = filled.resize().and(enlarge(stage, readEnd, 2 * capacityBytes));
    boolean ended = ends(stage, readEnd, writer);
    return verdict(
        stopped && refilled && ended && filled.asTheKernelSays(), resize, filled.inPages());
  }

  private static String place(Companion writer) {
    return KernelWait.awaitIn(writer.pid(), "pipe_write", Duration.ofMillis(200))
        .map(place -> ", asleep in the kernel's " + place)
        .orElse("");
  }

  private static Resize enlarge(Stage stage, RawDescriptor readEnd, int bytes) {
    int madeBytes = readEnd.askForCapacity(bytes);
    if (madeBytes < 0) {
      stage.saw("Enlarging it to %d was refused: %s.", bytes, Errno.name(readEnd.errno()));
      return Resize.REFUSED;
    }
    boolean stopped = stopsAt(madeBytes, readEnd);
    stage.saw(
        "Enlarged to %d while the writer waited, it filled to %d without a read.",
        madeBytes, readEnd.readableBytes());
    return stopped ? Resize.FOLLOWED : Resize.IGNORED;
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
