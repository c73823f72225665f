package io.podwire.lab.copy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.DataLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives one copy. What precedes its begin is dropped: leftovers of a copy that was killed. For
 * one thread, once.
 */
public final class CopyReceiver {
  private static final int BATCH = 64;
  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Receiver receiver;
  private final Duration patience;
  private long confirmation;

  /**
   * Prepares to receive.
   *
   * @param patience how long to wait for a copy to begin; once it has, a sender that lives may be
   *     silent for as long as its input is
   */
  public CopyReceiver(Receiver receiver, Duration patience) {
    this.receiver = receiver;
    this.patience = patience;
  }

  /**
   * Writes the copy to {@code output} and returns its length once all is there, checked and, in a
   * file, on its volume.
   *
   * @throws IOException if the output fails
   * @throws DataLossException if it is known that bytes are missing or wrong: a gap, a second
   *     begin, another length or checksum than the sender's
   * @throws ChannelException PEER_GONE if the sender ends before the copy does, TIMEOUT if no copy
   *     begins, or a fault of the channel
   */
  public long receive(WritableByteChannel output) throws IOException {
    CopyAssembly assembly = new CopyAssembly(receiver.uri(), output);
    Progress begin = new Progress(receiver.uri(), patience);
    begin.begin();
    try {
      while (!assembly.isComplete()) {
        poll(assembly, begin);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (DataLossException | ChannelException e) {
      assembly.write(); // what came in order is kept
      throw e;
    }
    if (output instanceof FileChannel file) {
      force(file);
    }
    confirmation = assembly.confirmation();
    return assembly.bytes();
  }

  /**
   * Tells the sender that the copy is complete, after {@link #receive} and whatever else makes it
   * so. A sender that has gone is not missed: the copy is here.
   */
  public void confirm(Sender wayBack) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.HEADER_BYTES]);
    CopyFrame.putHeader(frame, 0, confirmation);
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

  private void poll(CopyAssembly assembly, Progress begin) throws IOException {
    long sliceNanos = System.nanoTime() + SLICE_NANOS;
    boolean begun = assembly.isBegun();
    long deadlineNanos =
        begun || sliceNanos - begin.deadlineNanos() < 0 ? sliceNanos : begin.deadlineNanos();
    int count = receive(assembly, deadlineNanos);
    assembly.write();
    if (count == Receiver.END && !assembly.isComplete()) {
      throw gone(receiver.uri() + ": the sender ended before the copy did", assembly, null);
    }
    if (!assembly.isBegun() && begin.isOver()) {
      begin.expired("a copy to begin");
    }
  }

  private int receive(CopyAssembly assembly, long deadlineNanos) {
    try {
      return receiver.receive(assembly, BATCH, deadlineNanos);
    } catch (ChannelException e) {
      if (e.kind() != ChannelException.Kind.PEER_GONE) {
        throw e;
      }
      if (assembly.isComplete()) {
        return 0;
      }
      throw gone(e.getMessage(), assembly, e);
    }
  }

  private ChannelException gone(
      @Nullable String what, CopyAssembly assembly, @Nullable ChannelException cause) {
    return new ChannelException(
        ChannelException.Kind.PEER_GONE,
        "%s; the copy is incomplete: %d bytes came; start both ends again"
            .formatted(what, assembly.bytes()),
        cause);
  }

  /** Pipes and devices, which have no size, cannot be forced. */
  private static void force(FileChannel file) throws IOException {
    if (file.size() > 0) {
      file.force(false);
    }
  }
}
