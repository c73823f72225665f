package io.podwire.exhibits;

/**
 * What must be removed from the kernel whatever happens: by {@link #close}, or when the process is
 * told to end before that. Any thread.
 */
final class Unlink implements AutoCloseable {
  private final Runnable removal;
  private final Thread atExit;
  private boolean done;

  /** Takes what removes it; called once. */
  Unlink(Runnable removal) {
    this.removal = removal;
    this.atExit = Thread.ofPlatform().unstarted(this::run);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private synchronized void run() {
    if (!done) {
      done = true;
      removal.run();
    }
  }

  /** Removes it now. Idempotent. */
  @Override
  public void close() {
    run();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the process is ending, and the hook finds nothing left to do
    }
  }
}
