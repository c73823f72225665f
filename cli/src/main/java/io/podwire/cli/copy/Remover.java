package io.podwire.cli.copy;

import io.podwire.cli.console.Console;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes a copy's channel in the end: when all has come, the end that leaves last does, and an end
 * that fails does if it found no channel when it came. Any thread may close it.
 */
final class Remover implements AutoCloseable {
  private static final long OPENING_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final ChannelUri uri;
  private final Transport transport;
  private final Console console;
  private boolean armed;
  private @Nullable Thread opening;
  private Runnable end = () -> {};

  /** Looks whether the channel is there; made before the end is opened. */
  Remover(ChannelUri uri, Console console) {
    this.uri = uri;
    this.transport = Transports.of(uri);
    this.console = console;
    this.armed = !transport.isThere(uri);
  }

  /**
   * Opens an end, which may wait for its peer. {@link #close} in another thread interrupts that,
   * since an end that waits may make the channel anew, and closes the end before the removal.
   */
  <E> E open(Supplier<E> opener, Consumer<E> closer) {
    opening(Thread.currentThread());
    try {
      E opened = opener.get();
      synchronized (this) {
        end = () -> closer.accept(opened);
      }
      return opened;
    } finally {
      opening(null);
    }
  }

  private synchronized void opening(@Nullable Thread thread) {
    opening = thread;
    notifyAll();
  }

  /** The channel is to be removed whoever made it. */
  synchronized void arm() {
    armed = true;
  }

  /**
   * Nobody needs it any more and this end is closed: removes the channel unless somebody uses it.
   * What cannot be removed is a warning: it does not change how the copy ended.
   */
  synchronized void leave() {
    armed = false;
    try {
      transport.removeUnused(uri);
    } catch (ChannelException e) {
      console.warn("something of the channel stays: " + e.getMessage());
    }
  }

  /** The channel is somebody else's to remove. */
  synchronized void disarm() {
    armed = false;
  }

  @Override
  public synchronized void close() {
    if (opening != null) {
      opening.interrupt();
      awaitOpening();
    }
    end.run(); // which may be closed already
    if (armed) {
      leave();
    }
  }

  private void awaitOpening() {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(OPENING_MILLIS);
    try {
      for (long left = OPENING_MILLIS; opening != null && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
