package io.podwire.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be closed however the process ends, Ctrl-C and SIGTERM included, but not kill -9. Last
 * opened, first closed; each once. Threads may share it.
 */
public final class Closing implements AutoCloseable {
  private static volatile boolean exiting;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = Thread.ofPlatform().name("podwire-closing").unstarted(this::exit);

  /** Begins to watch over the process's end. */
  public Closing() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Whether the process is being ended from outside, so that faults of what it does are no news.
   */
  static boolean underway() {
    return exiting;
  }

  /** Will close {@code resource}, which may be closed already by then. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    if (exiting) {
      closeAll(); // the hook has been here already
    }
    return resource;
  }

  private void exit() {
    exiting = true;
    closeAll();
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("podwire: closing failed: " + ErrorLine.of(e));
      }
    }
  }

  /** Closes everything now, on the ordinary way out. */
  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, and the hook has found nothing left to do
    }
  }
}
