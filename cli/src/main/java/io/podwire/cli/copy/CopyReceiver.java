package io.podwire.cli.copy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.DataLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Receives one copy. What precedes its begin is dropped: leftovers of a copy that was killed. While
 * the output is slow, the sender is told that this end lives. For one thread, once.
 */
public final class CopyReceiver {
  /** The length of the message with which a copy begins. */
  public static final int BEGIN_BYTES = 32;

  /** A sender whose input is silent says five times in it that it lives. */
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(2);

  private static final int BATCH = 64;
  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STRANGER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Receiver receiver;
  private final Runnable sign;
  private final Duration patience;
  private final boolean othersMayCome;
  private @Nullable MemorySegment begin;
  private long confirmation;

  /**
   * Prepares to receive.
   *
   * @param sign tells the sender that this end lives, without blocking: {@link #signOver}, or the
   *     transport's; called by another thread, not after {@link #receive} or {@link #confirm}
   * @param patience how long to wait for a copy to begin, and then for each of its messages; a
   *     sender that lives says so while its input is silent, and is given 2 s for that at least
   * @param othersMayCome whether to go on waiting when a sender ends, or sends nonsense, before a
   *     copy has begun
   */
  public CopyReceiver(Receiver receiver, Runnable sign, Duration patience, boolean othersMayCome) {
    this.receiver = receiver;
    this.sign = sign;
    this.patience = patience;
    this.othersMayCome = othersMayCome;
  }

  /** Gives signs of life on the way back of a connection. */
  public static Runnable signOver(Sender wayBack) {
    MemorySegment frame = frame(CopyFrame.header(CopyFrame.ALIVE, 0, 0));
    return () -> {
      if (wayBack.offer(frame)) {
        wayBack.flush(); // a sender that does not listen has enough of them
      }
    };
  }

  private static MemorySegment frame(long header) {
    MemorySegment frame = MemorySegment.ofArray(new long[1]);
    CopyFrame.putHeader(frame, 0, header);
    return frame;
  }

  /** Whether a copy begins with this message. */
  public static boolean isBegin(MemorySegment message) {
    return CopyFrame.isBegin(message, 0, message.byteSize());
  }

  /** The copy has begun with this message, which was received before; ahead of {@link #receive}. */
  public void begin(MemorySegment message) {
    begin = message;
  }

  /**
   * Writes the copy to {@code output} and returns its length once all is there and checked.
   *
   * @throws IOException if the output fails
   * @throws DataLossException if it is known that bytes are missing or wrong: a gap, a second
   *     begin, another length or checksum than the sender's
   * @throws ChannelException PEER_GONE if the sender ends before the copy does, TIMEOUT if no copy
   *     begins, or the sender of one that has falls silent, or a fault of the channel
   */
  public long receive(WritableByteChannel output) throws IOException {
    LifeSigns signs = new LifeSigns(sign);
    CopyAssembly assembly = new CopyAssembly(receiver.uri(), output, signs);
    StallDeadline progress = new StallDeadline(receiver.uri(), patience);
    if (begin != null) {
      assembly.onMessage(begin, 0, begin.byteSize());
      progress.waitAtLeast(LEAST_SILENCE);
    }
    progress.begin();
    try (signs) {
      while (!assembly.isComplete()) {
        poll(assembly, progress);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (DataLossException | ChannelException e) {
      assembly.write(); // what came in order is kept
      throw e;
    }
    confirmation = assembly.confirmation();
    return assembly.bytes();
  }

  /** What makes a copy that has come a complete one: putting it into its place, for instance. */
  @FunctionalInterface
  public interface Completion {
    /** May take long. */
    void run() throws IOException;
  }

  /**
   * Completes the copy, after {@link #receive}, and tells the sender so. A sender that has gone is
   * not missed: the copy is here.
   */
  public void confirm(Completion completion, Sender wayBack) throws IOException {
    try (LifeSigns signs = new LifeSigns(sign)) {
      signs.during(completion::run);
    }
    MemorySegment frame = frame(confirmation);
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    try {
      wayBack.send(frame, 0, CopyFrame.HEADER_BYTES, deadlineNanos);
      wayBack.flush(deadlineNanos);
    } catch (ChannelException e) {
      if (e.kind() != ChannelException.Kind.PEER_GONE) {
        throw e;
      }
    }
  }

  private void poll(CopyAssembly assembly, StallDeadline progress) throws IOException {
    long sliceNanos = System.nanoTime() + SLICE_NANOS;
    boolean late = progress.deadlineNanos() - sliceNanos < 0;
    int count = receive(assembly, late ? progress.deadlineNanos() : sliceNanos);
    assembly.write();
    if (count == Receiver.END && !assembly.isComplete()) {
      ended(receiver.uri() + ": the sender ended before the copy did", assembly, null);
    }
    if (count > 0 && assembly.isBegun()) {
      progress.waitAtLeast(LEAST_SILENCE);
      progress.begin();
    } else if (progress.isOver()) {
      progress.expired(assembly.isBegun() ? "the rest of the copy" : "a copy to begin");
    }
  }

  private int receive(CopyAssembly assembly, long deadlineNanos) {
    try {
      return receiver.receive(assembly, BATCH, deadlineNanos);
    } catch (ChannelException e) {
      boolean gone = e.kind() == ChannelException.Kind.PEER_GONE;
      if (!gone && !(e.kind() == ChannelException.Kind.CORRUPT && awaitsOthers(assembly))) {
        throw e;
      }
      if (!assembly.isComplete()) {
        ended(e.getMessage(), assembly, e);
      }
      return 0;
    }
  }

  private boolean awaitsOthers(CopyAssembly assembly) {
    return othersMayCome && !assembly.isBegun();
  }

  /** A sender has gone: of no importance if it has begun no copy and others may come. */
  private void ended(
      @Nullable String what, CopyAssembly assembly, @Nullable ChannelException cause) {
    if (!awaitsOthers(assembly)) {
      throw gone(what, assembly, cause);
    }
    LockSupport.parkNanos(STRANGER_PAUSE_NANOS); // there may be many
  }

  private ChannelException gone(
      @Nullable String what, CopyAssembly assembly, @Nullable ChannelException cause) {
    return new ChannelException(
        ChannelException.Kind.PEER_GONE,
        String.format(
            Locale.ROOT,
            "%s; the copy is incomplete: %d bytes came; start both ends again",
            what,
            assembly.bytes()),
        cause);
  }
}
