package io.podwire.producer.live;

import io.podwire.ipc.ChannelException;
import io.podwire.quarkus.live.Backoff;
import io.podwire.quarkus.live.FlowStatus;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a flow sends through, opened in the background and again whenever it is lost. The flow's
 * thread calls everything but the status, which is shared.
 *
 * @param <T> what is opened
 */
public final class Connection<T extends AutoCloseable> {
  private final FlowStatus status;
  private final Predicate<Runnable> background;
  private final Supplier<T> opener;
  private final Backoff backoff = new Backoff();
  private final AtomicReference<@Nullable T> opened = new AtomicReference<>();
  private volatile boolean opening;
  private long retryNanos = System.nanoTime();

  /**
   * Creates the connection of a flow; nothing is opened yet.
   *
   * @param background has a task done soon, or returns false; {@link Connector#submit}
   * @param opener may block for some 100 ms; throws {@link ChannelException}
   */
  public Connection(String flow, Predicate<Runnable> background, Supplier<T> opener) {
    this.status = new FlowStatus(flow);
    this.background = background;
    this.opener = opener;
  }

  /** What is open, or null; then it is being opened or will be. */
  public @Nullable T get() {
    T now = opened.get();
    if (now == null && !opening && System.nanoTime() - retryNanos >= 0) {
      retryNanos = System.nanoTime() + backoff.nextNanos();
      opening = true; // before the task begins, which ends by saying that it is over
      if (!background.test(this::open)) {
        opening = false;
      }
    }
    return now;
  }

  private void open() {
    try {
      opened.set(opener.get());
      status.connected();
    } catch (RuntimeException | Error e) { // a truncated file is an Error; other flows go on
      status.fault(e);
    } finally {
      opening = false;
    }
  }

  /** It broke: closes it, and the next {@link #get} opens another soon. */
  public void lost(Throwable e) {
    close();
    status.fault(e);
    retryNanos = System.nanoTime() + backoff.nextNanos();
  }

  /** It works: should it break, the next try comes soon. */
  public void works() {
    backoff.reset();
  }

  /** Ends it in good order: {@code last} is done to it before it is closed. */
  public void end(Consumer<T> last) {
    T now = opened.get();
    try {
      if (now != null) {
        last.accept(now);
      }
    } catch (RuntimeException | Error e) { // the other flows are still to be drained
      status.fault(e);
    } finally {
      close();
    }
  }

  private void close() {
    T closing = opened.getAndSet(null);
    if (closing != null) {
      try {
        closing.close();
      } catch (Exception | Error e) { // of a truncated file; the flow is opened anew all the same
        status.fault(e);
      }
    }
  }

  /** Whether it is open, and what is wrong if not. */
  public FlowStatus status() {
    return status;
  }
}
