package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a live channel, opened again whenever its sender ends or dies. For one
 * thread; {@link #close} from any.
 */
final class HealingIntake implements Intake, AutoCloseable {
  private final ChannelUri uri;
  private final RouteStatus status;
  private final BooleanSupplier draining;
  private final Backoff backoff;
  private volatile @Nullable Receiver receiver;
  private volatile boolean over;

  /** While {@code draining}, the sender's end or silence is the stream's end. */
  HealingIntake(
      ChannelUri uri, RouteStatus status, BooleanSupplier draining, CountDownLatch closed) {
    this.uri = uri;
    this.status = status;
    this.draining = draining;
    this.backoff = new Backoff(closed);
  }

  @Override
  public int receive(MessageHandler handler, int limit, long deadlineNanos) {
    try {
      int taken = open().receive(handler, limit, deadlineNanos);
      if (taken > 0 || (taken == 0 && !draining.getAsBoolean())) {
        backoff.reset();
        return taken;
      }
      return ended();
    } catch (ChannelException e) {
      return failed(e);
    } catch (OutOfMemoryError e) {
      throw e; // of the whole program, not of one channel
    } catch (RuntimeException | Error e) { // a truncated file is an Error
      return failed(unexpected(e));
    }
  }

  private ChannelException unexpected(Throwable e) {
    return new ChannelException(
        ChannelException.Kind.CORRUPT,
        String.format(Locale.ROOT, "%s: failed unexpectedly: %s", uri, e),
        e);
  }

  private int ended() {
    close();
    over = draining.getAsBoolean() || !backoff.pause();
    return over ? Receiver.END : 0;
  }

  /** Whether the stream's end was passed on. */
  boolean isOver() {
    return over;
  }

  /** Whether it was opened, so that messages may wait in it. */
  boolean isOpen() {
    return receiver != null;
  }

  private int failed(ChannelException e) {
    close();
    boolean dead =
        e.kind() == ChannelException.Kind.CLOSED || e.kind() == ChannelException.Kind.INTERRUPTED;
    if (dead || !backoff.pause()) {
      throw e;
    }
    if (e.kind() != ChannelException.Kind.PEER_GONE) {
      status.failed(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private Receiver open() {
    Receiver open = receiver;
    if (open == null) {
      open = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT);
      receiver = open;
    }
    return open;
  }

  @Override
  public void close() {
    Receiver open = receiver;
    receiver = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException | Error e) { // it is opened anew all the same
        status.failed(String.format(Locale.ROOT, "%s: closing failed: %s", uri, e));
      }
    }
  }
}
