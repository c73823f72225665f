package io.podwire.exhibits.isolation;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.ChannelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** Two processes map a page at one address each and store to it. Stateless. */
public final class Isolation implements Exhibit {
  private static final int STORES = 200;
  private static final long THIS_PID = ProcessHandle.current().pid();

  private final Function<Stage, Mapping> tried;

  /** Tries a page of each process' own. */
  public Isolation() {
    this(stage -> Mapping.ofEachProcess());
  }

  /** Tries what is mapped so. */
  Isolation(Function<Stage, Mapping> tried) {
    this.tried = tried;
  }

  @Override
  public String name() {
    return "isolation";
  }

  @Override
  public String claim() {
    return "Processes cannot see each other's memory: the same address holds different values.";
  }

  @Override
  public Verdict show(Stage stage) {
    Companion other = stage.start(OtherProcess.class);
    int seen;
    try (FixedPage page = tried.apply(stage).inBoth(other)) {
      seen = storesSeen(stage, other, page);
      showFrames(stage, other, page);
      showDebugger(stage, other, page);
    }
    int seenShared = control(stage, other);
    if (seenShared != STORES) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "the control saw %d of %d stores to a shared page; nothing can be said of a private one",
              seenShared,
              STORES));
    }
    return seen == 0
        ? Verdict.shown(
            "An address means something within one process only. Memory is shared where both ask for"
                + " it, and looked into where the kernel lets a debugger; never by a load or a store.")
        : Verdict.contradicted("A store of one process changed the private memory of another.");
  }

  private static int storesSeen(Stage stage, Companion other, FixedPage page) {
    page.store(THIS_PID);
    other.ask(String.format(Locale.ROOT, "store %d %d", page.address(), other.pid()));
    stage.saw(
        "Processes %d and %d each mapped a page of their own at address 0x%x and stored their process"
            + " id there. Then the first loaded %d from it, the second %s.",
        THIS_PID, other.pid(), page.address(), page.load(), other.ask("load " + page.address()));
    int seen = countSeen(other, page, THIS_PID);
    stage.saw(
        "The second stored %d more values; looked at after each, the first's word had changed %d"
            + " times.",
        STORES, seen);
    return seen;
  }

  /** How many of the other's stores this process sees, looking after each. */
  private static int countSeen(Companion other, FixedPage page, long own) {
    int seen = 0;
    for (long i = 1; i <= STORES; i++) {
      other.ask(String.format(Locale.ROOT, "store %d %d", page.address(), -i));
      seen += page.load() == own ? 0 : 1;
    }
    return seen;
  }

  private static void showFrames(Stage stage, Companion other, FixedPage page) {
    OptionalLong mine = PageFrame.of(THIS_PID, page.address());
    OptionalLong its = PageFrame.of(other.pid(), page.address());
    if (mine.isPresent() && its.isPresent()) {
      stage.saw(
          "Behind the address lies physical page 0x%x in the one and 0x%x in the other"
              + " (/proc/PID/pagemap).",
          mine.getAsLong(), its.getAsLong());
    }
  }

  private static void showDebugger(Stage stage, Companion other, FixedPage page) {
    String end;
    try {
      end = "gave " + PageFrame.byDebugger(other.pid(), page.address()) + ", its last value";
    } catch (IOException e) {
      end = "was refused (" + e.getMessage() + ")";
    }
    stage.saw(
        "A debugger's way in, reading /proc/%d/mem there, which asks the kernel for ptrace rights, %s.",
        other.pid(), end);
  }

  /** The same with a page of a file: this must see every store. */
  private static int control(Stage stage, Companion other) {
    try (FixedPage page = Mapping.ofFile(emptyPage(stage)).inBoth(other)) {
      int seen = countSeen(other, page, 0);
      stage.saw(
          "Control: with one shared page mapped at 0x%x in both, the first saw %d of the second's %d"
              + " stores.",
          page.address(), seen, STORES);
      return seen;
    }
  }

  /** A file of one page of zeroes. */
  static Path emptyPage(Stage stage) {
    Path file = stage.file("page");
    try {
      return Files.write(file, new byte[FixedPage.BYTES]);
    } catch (IOException e) {
      throw new ChannelException(ChannelException.Kind.FAILED, file + " cannot be written", e);
    }
  }
}
