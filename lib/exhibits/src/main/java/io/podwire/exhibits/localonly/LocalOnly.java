package io.podwire.exhibits.localonly;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.ChannelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Two processes try to reach the same things, one from within the pod and one from namespaces of
 * its own. Stateless.
 */
public final class LocalOnly implements Exhibit {
  private final Function<Path, List<String>> elsewhere;

  /** Tries it from other namespaces. */
  public LocalOnly() {
    this(OtherPod::prefix);
  }

  /** Tries it from a process behind this command, given the folder of the volume. */
  LocalOnly(Function<Path, List<String>> elsewhere) {
    this.elsewhere = elsewhere;
  }

  @Override
  public String name() {
    return "local-only";
  }

  @Override
  public String claim() {
    return "Shared memory, pipes, FIFOs and queues cannot leave the pod.";
  }

  @Override
  public Verdict show(Stage stage) {
    List<String> prefix = elsewhere.apply(stage.file(""));
    Companion inside = stage.start(Visitor.class);
    Companion outside = stage.startBehind(prefix, Visitor.class);
    stage.saw(
        "A process beside this one, as in the same pod, has the namespaces %s.", inside.line());
    stage.saw(
        "A process that stands for one in another pod has %s, and a memory volume of its own at the"
            + " same path.",
        outside.line());
    boolean isLocal = true;
    boolean tcp;
    try (Doors doors = new Doors(stage)) {
      for (Door door : doors.local()) {
        isLocal &= !isReached(stage, door, inside, outside);
      }
      tcp = isReached(stage, doors.network(), inside, outside);
    }
    return verdict(isLocal, tcp);
  }

  private static boolean isReached(Stage stage, Door door, Companion inside, Companion outside) {
    Attempt within = door.triedBy(inside);
    Attempt beyond = door.triedBy(outside);
    stage.saw(
        "%s, %s of %s: from within %s, from elsewhere %s.",
        door.mechanism(), door.call(), door.address(), Door.text(within), Door.text(beyond));
    if (within.count() < 0) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "not even a process within the pod reaches %s by %s: %s",
              door.address(),
              door.call(),
              within.text()));
    }
    return beyond.count() >= 0;
  }

  private static Verdict verdict(boolean isLocal, boolean tcp) {
    if (!isLocal) {
      return Verdict.contradicted("One of them was reached from elsewhere; see the evidence.");
    }
    return Verdict.shown(
        "Names and numbers of these mechanisms mean something within one set of namespaces only; "
            + (tcp
                ? "a TCP port, whose network was left as it is, was reached all the same."
                : "here the TCP port was not reached either.")
            + " Between nodes not even the kernel is shared: podwire cluster run shows those cells as"
            + " forbidden.");
  }
}
