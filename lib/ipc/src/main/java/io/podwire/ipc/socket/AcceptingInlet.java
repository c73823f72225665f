package io.podwire.ipc.socket;

import io.podwire.ipc.stream.Inlet;
import io.podwire.ipc.stream.KernelWait;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a one-way channel: one sender after the other. Who has connected and sent no
 * whole message yet is a candidate; the first of them that speaks becomes the sender, so that
 * silent connections keep nobody out. Of two that speak, the second waits until the first has
 * closed, or has sent no whole message for {@value #QUIET_SECONDS} to twice as many seconds: then
 * the stream ends as if the first had closed, the second becomes the sender, and the first is a
 * candidate again; only one that was inside a message is closed. Bytes of one long message keep the
 * place for {@value #MESSAGE_SECONDS} seconds. While messages come, none of this makes a system
 * call. Threads as {@link Inlet} says.
 */
final class AcceptingInlet implements Inlet {
  static final int QUIET_SECONDS = 5;
  static final int MESSAGE_SECONDS = 30;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
  private static final long MESSAGE_NANOS = TimeUnit.SECONDS.toNanos(MESSAGE_SECONDS);
  private static final int READS_PER_LOOK = 64;

  private final KernelWait waits;
  private final Candidates candidates;
  private final long quietNanos;
  private final long messageNanos;
  private @Nullable SocketInlet current;
  private @Nullable Candidate beginning; // whose held bytes come before what current reads
  private boolean lost; // current was, before its bytes were read
  private boolean makesWay;
  private boolean delivered; // since the last look, as arrived
  private boolean arrived;
  private boolean insideMessage;
  private long messageEndNanos;
  private int idleReads;
  private long lookNanos;

  /** Accepts from {@code listening}, which it owns. */
  AcceptingInlet(ListeningSocket listening) {
    this(listening, QUIET_NANOS, MESSAGE_NANOS);
  }

  /**
   * With other times.
   *
   * @param quietNanos of silence after which a sender makes way for another
   * @param messageNanos how long one message may take to arrive while another sender waits
   */
  AcceptingInlet(ListeningSocket listening, long quietNanos, long messageNanos) {
    this.waits = new KernelWait(listening.uri());
    this.candidates = new Candidates(listening, waits);
    this.quietNanos = quietNanos;
    this.messageNanos = messageNanos;
  }

  @Override
  public long readNow(long address, long length) {
    SocketInlet inlet = current;
    if (inlet == null) {
      inlet = become(candidates.nextNow());
    }
    if (inlet == null) {
      return NOTHING;
    }
    int begun = begin(address, length);
    if (begun > 0) {
      return begun;
    }
    long read = inlet.readNow(address, length);
    if (read != NOTHING) {
      return arrived(read);
    }
    return ++idleReads % READS_PER_LOOK == 0 && isDue() && makesWay() ? END : NOTHING;
  }

  @Override
  public long readBlocking(long address, long length, long deadlineNanos) {
    SocketInlet inlet = current;
    if (inlet == null) {
      inlet = become(candidates.await(deadlineNanos));
    }
    if (inlet == null) {
      return NOTHING;
    }
    int begun = begin(address, length);
    if (begun > 0) {
      return begun;
    }
    while (true) {
      boolean looks = lookNanos - deadlineNanos < 0;
      long read = inlet.readBlocking(address, length, looks ? lookNanos : deadlineNanos);
      if (read != NOTHING) {
        return arrived(read);
      }
      if (isDue() && makesWay()) {
        return END;
      }
      if (!looks) {
        return NOTHING;
      }
    }
  }

  private long arrived(long read) {
    arrived = true;
    return read == END && lost ? RESET : read;
  }

  private @Nullable SocketInlet become(@Nullable Candidate chosen) {
    if (chosen != null) {
      beginning = chosen;
      current = new SocketInlet(waits, new Connection(chosen.descriptor(), 1, NameHold.NONE));
      lost = chosen.isLost();
      delivered = true;
      lookNanos = System.nanoTime() + quietNanos;
    }
    return current;
  }

  private int begin(long address, long length) {
    Candidate first = beginning;
    if (first == null) {
      return 0;
    }
    int taken = first.take(address, length);
    if (taken == 0) {
      beginning = null;
    }
    return taken;
  }

  @Override
  public void delivering() {
    delivered = true;
  }

  /** Whether the sender has sent no message for so long that others may be asked. */
  private boolean isDue() {
    long now = System.nanoTime();
    if (lookNanos - now > 0) {
      return false;
    }
    lookNanos = now + quietNanos;
    boolean lives = delivered || (arrived && isInTime(now));
    insideMessage &= !delivered;
    delivered = false;
    arrived = false;
    return !lives;
  }

  /** Whether the message of which bytes have come may still become whole. */
  private boolean isInTime(long now) {
    if (!insideMessage) {
      insideMessage = true;
      messageEndNanos = now + messageNanos;
    }
    return messageEndNanos - now > 0;
  }

  private boolean makesWay() {
    makesWay = candidates.hasSpeaker();
    return makesWay;
  }

  @Override
  public void next(boolean atRest) {
    SocketInlet inlet = current;
    current = null;
    beginning = null;
    if (inlet != null && makesWay && atRest) {
      candidates.add(inlet.descriptor());
    } else if (inlet != null) {
      inlet.free(true);
    }
    makesWay = false;
  }

  @Override
  public boolean reject() {
    next(false);
    return true;
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    makesWay = false;
    next(atRest);
    candidates.close();
  }
}
