package io.podwire.exhibits.kinship;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;

/** Has a child and a stranger try to write to a pipe, and the stranger to a FIFO. Stateless. */
public final class PipeNeedsKinship implements Exhibit {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final int OWNER_MODE = 0600;

  @Override
  public String name() {
    return "pipe-needs-kinship";
  }

  @Override
  public String claim() {
    return "Parent and child share a pipe; a stranger cannot have it, but opens a FIFO by its name.";
  }

  @Override
  public Verdict show(Stage stage) {
    Companion stranger = stage.start(Stranger.class);
    stranger.line();
    boolean shares;
    boolean hasNot;
    boolean byProc;
    try (RawPipe pipe = RawPipe.make()) {
      shares = childShares(stage, pipe);
      hasNot = strangerHasNot(stage, pipe, stranger);
      byProc = strangerByProc(stage, pipe, stranger);
    }
    boolean opensFifo = strangerOpensFifo(stage, stranger);
    return verdict(shares && hasNot && opensFifo, byProc);
  }

  private static Verdict verdict(boolean rest, boolean byProc) {
    if (!rest) {
      return Verdict.contradicted("Who shares what is not as claimed; see the evidence.");
    }
    return byProc
        ? Verdict.contradicted(
            "A pipe has no name in any file system and comes by inheritance; but Linux lets a process"
                + " that might debug the owner (same user, same process namespace) open it through"
                + " /proc. Who has no such right, or does not see the owner's process id (local-only"
                + " tries that), has only the FIFO.")
        : Verdict.shown("A pipe has no name: who did not inherit it takes a FIFO, which has one.");
  }

  private static boolean childShares(Stage stage, RawPipe pipe) {
    long number = System.nanoTime();
    Companion child = stage.startWithError(pipe.writeEnd(), Kin.class, number);
    String link = child.line();
    Attempt written = Attempt.parse(child.line());
    boolean arrived = arrives(number, pipe.readEnd());
    stage.saw(
        "The parent holds %s. Its child %d, started after that, holds %s as descriptor 2 and wrote the"
            + " number %d to it (%s bytes); the parent read %s.",
        pipe.readEnd().link(), child.pid(), link, number, written.text(), words(arrived));
    return arrived && link.equals(pipe.readEnd().link());
  }

  private static String words(boolean arrived) {
    return arrived ? "the same" : "nothing of it";
  }

  private static boolean arrives(long number, RawDescriptor readEnd) {
    return readEnd.read(Long.BYTES, PATIENCE).count() == Long.BYTES
        && readEnd.buffer().get(ValueLayout.JAVA_LONG, 0) == number;
  }

  private static boolean strangerHasNot(Stage stage, RawPipe pipe, Companion stranger) {
    String link = pipe.readEnd().link();
    String[] counts = stranger.ask("look " + link).split(" ", 2);
    stage.saw(
        "Process %d, which lived before the pipe was made, has %s descriptors; %s of them are %s.",
        stranger.pid(), counts[0], counts[1], link);
    Attempt byName = writeByName(stranger, link, 0);
    stage.saw("Opening '%s' as if it were a file's name: %s.", link, byName.text());
    return counts[1].equals("0") && byName.failedWith(Errno.ENOENT);
  }

  private static Attempt writeByName(Companion stranger, Object name, long number) {
    return Attempt.parse(stranger.ask("write " + number + " " + name));
  }

  private static boolean strangerByProc(Stage stage, RawPipe pipe, Companion stranger) {
    String path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + pipe.writeEnd().number();
    long number = System.nanoTime();
    Attempt written = writeByName(stranger, path, number);
    boolean arrived = written.count() > 0 && arrives(number, pipe.readEnd());
    stage.saw(
        "Opening the owner's descriptor as %s, for which the kernel asks the right to debug the owner,"
            + " and writing the number %d: %s; the owner read %s.",
        path, number, written.text(), words(arrived));
    return arrived;
  }

  private static boolean strangerOpensFifo(Stage stage, Companion stranger) {
    Path path = stage.file("door");
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, path.toString(), OWNER_MODE) < 0) {
      throw Errno.fault(path, "mkfifo", state.errno(), "");
    }
    try (RawDescriptor fifo = RawDescriptor.open(path, Descriptors.O_RDWR)) {
      long number = System.nanoTime();
      Attempt written = writeByName(stranger, path, number);
      boolean arrived = arrives(number, fifo);
      stage.saw(
          "The same stranger opened the FIFO %s by its name and wrote the number %d: %s; the owner read"
              + " %s.",
          path, number, written.text(), words(arrived));
      return arrived;
    }
  }
}
