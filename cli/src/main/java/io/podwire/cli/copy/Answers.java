package io.podwire.cli.copy;

import io.podwire.ipc.Receiver;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/**
 * What the receiver of a copy says on the way back of a connection: again and again that it lives,
 * and at last that the copy is complete. For one thread.
 */
final class Answers implements LongSupplier {
  private static final int BATCH = 16;

  private final Receiver wayBack;
  private long signs;
  private long conclusion;
  private boolean over;

  Answers(Receiver wayBack) {
    this.wayBack = wayBack;
  }

  /** How many signs of life have come by now; does not block. */
  @Override
  public long getAsLong() {
    if (!over) {
      endAt(wayBack.poll(this::take, BATCH));
    }
    return signs;
  }

  /** Waits for the next answer until the deadline at most. */
  void await(long deadlineNanos) {
    endAt(wayBack.receive(this::take, BATCH, deadlineNanos));
  }

  private void endAt(int count) {
    if (count == Receiver.END) {
      over = true;
    }
  }

  /** Whether no further answer will come: there was another than a sign of life, or the end. */
  boolean isOver() {
    return over;
  }

  /** Whether the receiver has said that its copy is this one, whole. */
  boolean isWhole(long header) {
    return conclusion == header;
  }

  private void take(MemorySegment buffer, long offset, long length) {
    long header = length == CopyFrame.HEADER_BYTES ? CopyFrame.getHeader(buffer, offset) : 0;
    if (CopyFrame.kind(header) == CopyFrame.ALIVE) {
      signs++;
    } else if (!over) {
      conclusion = header;
      over = true;
    }
  }
}
