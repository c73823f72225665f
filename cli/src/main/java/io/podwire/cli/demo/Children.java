package io.podwire.cli.demo;

import io.podwire.cli.Console;
import io.podwire.cli.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** All running programs of the demo. Threads may share it. */
final class Children implements AutoCloseable {
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Console console;
  private final Duration drain;
  private volatile boolean closed;

  /**
   * Watches over none yet.
   *
   * @param drain how long they may take to end when asked
   */
  Children(Console console, Duration drain) {
    this.console = console;
    this.drain = drain;
  }

  /** Watches over a started program. */
  synchronized void add(Child child) {
    children.add(child);
    if (closed) {
      child.process().destroyForcibly();
    }
  }

  List<Child> all() {
    return List.copyOf(children);
  }

  /** Refuses to go on when a program has ended by itself. */
  void requireAlive() {
    Optional<Child> ended = children.stream().filter(child -> !child.isAlive()).findFirst();
    ended.ifPresent(
        child -> {
          throw crash(child);
        });
  }

  /** Blocks until a program ends by itself, and says which. */
  FailureException awaitCrash() throws InterruptedException {
    var exits = children.stream().map(Child::onExit).toArray(CompletableFuture[]::new);
    try {
      return crash((Child) CompletableFuture.anyOf(exits).get());
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private FailureException crash(Child child) {
    if (!closed) {
      console.warn("the last lines of " + child.name() + " were\n" + child.lastWords());
    }
    return FailureException.failed(
        "%s ended with exit code %d; all pods are stopped"
            .formatted(child.name(), child.process().exitValue()));
  }

  /** Asks all to drain and end, and ends by force who does not. */
  @Override
  public synchronized void close() {
    closed = true;
    children.forEach(child -> child.process().destroy());
    long deadline = System.nanoTime() + drain.toNanos();
    for (Child child : children) {
      if (!ended(child, deadline)) {
        console.warn(child.name() + " did not end in " + drain.toSeconds() + " s and is killed");
        child.process().destroyForcibly();
        child.process().onExit().join();
      }
    }
  }

  private static boolean ended(Child child, long deadlineNanos) {
    try {
      return child.process().waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
