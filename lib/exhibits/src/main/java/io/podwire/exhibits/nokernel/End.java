package io.podwire.exhibits.nokernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of the exchange on a thread of its own, which does nothing but exchange messages between
 * {@link #go} and {@link #isDone}, and spins before and after, so that whoever traces the thread
 * sees the messages' calls alone, and the same as the end counts itself. Other threads may look,
 * {@link #go} and {@link #release}.
 */
abstract class End implements Runnable {
  static final int SIZE_BYTES = 64;
  static final int WARMUP_MESSAGES = 20_000;

  private volatile long thread;
  private volatile boolean warm;
  private volatile boolean told;
  private volatile boolean done;
  private volatile boolean released;
  private volatile @Nullable RuntimeException failure;

  /** System calls of the counted messages. */
  long calls;

  /** When the first counted message left. */
  long firstNanos;

  /** When the last counted message was sent or received. */
  long lastNanos;

  /** Exchanges all messages; calls {@link #warmedUp} and {@link #ended} where they belong. */
  abstract void exchange();

  void start() {
    Thread.ofPlatform().daemon().name("messages").start(this);
  }

  @Override
  public void run() {
    thread = threadId();
    try {
      exchange();
    } catch (RuntimeException e) {
      failure = e;
      warm = true;
      done = true;
    }
  }

  private static long threadId() {
    try {
      return Long.parseLong(
          Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After the warm-up: waits for the word. */
  final void warmedUp() {
    warm = true;
    spinUntil(() -> told);
  }

  /** Lets it exchange the counted messages. */
  void go() {
    told = true;
  }

  final void ended() {
    done = true;
    spinUntil(() -> released);
  }

  static void spinUntil(BooleanSupplier isSo) {
    while (!isSo.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** The kernel's number of the thread; 0 before it runs. */
  long thread() {
    return thread;
  }

  boolean isWarm() {
    return rethrow(warm);
  }

  boolean isDone() {
    return rethrow(done);
  }

  private boolean rethrow(boolean reached) {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return reached;
  }

  /** Lets the thread end. */
  void release() {
    released = true;
  }
}
