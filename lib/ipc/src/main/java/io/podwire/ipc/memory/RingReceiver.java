package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.DataFileDescriptor.RECORDS_OFFSET;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.libc.MappingFaults;
import io.podwire.ipc.libc.PeerWatch.Sight;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The consumer's end. It polls the header of the record to come, which lies on the line that brings
 * the data, and moves the cursor after the handler has returned: once per poll and every {@value
 * #ACKNOWLEDGE_BYTES} bytes.
 *
 * <p>To sleep it stores which record it waits for into its file's {@code waiting}, fences, looks
 * again and waits on the low half of that header; the producer wakes it when it publishes there.
 */
final class RingReceiver implements Receiver {
  private static final long ACKNOWLEDGE_BYTES = 4096;
  private static final int LOOKS_PER_POLL = 32;

  private final RingEnd end;
  private final MemorySegment data;
  private final MemorySegment cursor;
  private final long capacityBytes;
  private final long mask;
  private final long maxRecordBytes;
  private long position;
  private long acknowledged;
  private long positionLooked;
  private long dismissedMode;
  private long wokenFor;

  RingReceiver(RingEnd end) {
    this.end = end;
    RingMapping mapping = end.mapping();
    this.data = mapping.data();
    this.cursor = mapping.cursor();
    this.capacityBytes = mapping.capacityBytes();
    this.mask = capacityBytes - 1;
    this.maxRecordBytes = RecordDescriptor.maxRecordBytes(capacityBytes);
    this.position = mapping.cursorPosition(end.uri());
    this.acknowledged = position;
  }

  @Override
  public ChannelUri uri() {
    return end.uri();
  }

  @Override
  public int poll(MessageHandler handler, int limit) {
    try {
      end.requireWhole();
      int delivered = deliver(handler, limit);
      int result = delivered != 0 ? delivered : whenEmpty();
      MappingFaults.surface();
      return result;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  private int deliver(MessageHandler handler, int limit) {
    int delivered = 0;
    long next = position;
    long messageTag = tag(next);
    try {
      while (delivered < limit) {
        long index = next & mask;
        // acquire: pairs with the release in RingSender.publish
        long header = Words.getAcquire(data, RECORDS_OFFSET + index);
        if (index == 0) {
          messageTag = tag(next);
        }
        long length = header ^ messageTag; // of a message of this lap only the length is left
        if (length - RecordDescriptor.HEADER_BYTES < 0
            || length > maxRecordBytes
            || index + length > capacityBytes) {
          if (header == 0) {
            break;
          }
          next += RecordDescriptor.checkedBytes(end.uri(), next, header, capacityBytes);
          continue; // padding or an epoch: nothing else passes that check and not this one
        }
        next += RecordDescriptor.align(length);
        delivered++;
        handler.onMessage(
            data,
            RECORDS_OFFSET + index + RecordDescriptor.HEADER_BYTES,
            length - RecordDescriptor.HEADER_BYTES);
        if (next - acknowledged >= ACKNOWLEDGE_BYTES) {
          acknowledge(next);
        }
      }
    } finally { // what the handler threw at counts as delivered
      if (next != acknowledged) {
        acknowledge(next);
      }
      position = next;
    }
    return delivered;
  }

  private long tag(long recordPosition) {
    return RecordDescriptor.tag(RecordDescriptor.TYPE_MESSAGE, recordPosition, capacityBytes);
  }

  private void acknowledge(long newPosition) {
    acknowledged = newPosition;
    // release: pairs with the acquire in RingMapping.cursorPosition; the payload was read before
    Words.setRelease(cursor, CursorFileDescriptor.POSITION_OFFSET, newPosition);
    if (Words.getOpaque(data, HeaderDescriptor.MODE_OFFSET) == HeaderDescriptor.MODE_SLEEPS) {
      wakeSender(newPosition);
    }
  }

  private void wakeSender(long newPosition) {
    VarHandle.fullFence(); // between cursor and flag; pairs with the fence in RingSender.awaitRoom
    long awaited = Words.getOpaque(data, HeaderDescriptor.WAITING_OFFSET);
    if (awaited != 0 && awaited != wokenFor && newPosition - awaited >= 0) {
      wokenFor = awaited;
      end.wake(cursor, CursorFileDescriptor.POSITION_OFFSET);
    }
  }

  private int whenEmpty() {
    long mode = Words.getOpaque(data, HeaderDescriptor.MODE_OFFSET);
    boolean ended = HeaderDescriptor.isEnded(mode) && mode != dismissedMode;
    return ended || (end.lookIsDue() && isStill()) ? lookForSender(mode) : 0;
  }

  /** Whether nothing has come since the last time that this was asked. */
  private boolean isStill() {
    boolean still = position == positionLooked;
    positionLooked = position;
    return still;
  }

  private int lookForSender(long mode) {
    Sight sight = end.look();
    if (end.mapping().headerAt(position) != 0) {
      return 0; // published before it went
    }
    return switch (sight) {
      case ALIVE -> 0;
      case NEVER_SEEN -> {
        dismissedMode = mode; // of a sender before our time
        yield 0;
      }
      case CLOSED -> END;
      case DEAD -> throw end.peerGone("sender", sight);
    };
  }

  @Override
  public int receive(MessageHandler handler, int limit, long deadlineNanos) {
    while (true) {
      boolean there = end.spins() && spin();
      int delivered = poll(handler, limit);
      if (delivered != 0) {
        return delivered;
      }
      if (!there && !(end.sleeps() ? awaitRecord(deadlineNanos) : end.pause(deadlineNanos))) {
        return 0;
      }
    }
  }

  /** Looks a few times at nothing but the header, which a whole poll would see a little later. */
  private boolean spin() {
    try {
      boolean there = isThereSoon();
      MappingFaults.surface();
      return there;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  private boolean isThereSoon() {
    MemorySegment records = data;
    long header = RECORDS_OFFSET + (position & mask);
    for (int look = 0; look < LOOKS_PER_POLL; look++) {
      if (Words.getAcquire(records, header) != 0) { // acquire: as in deliver
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private boolean awaitRecord(long deadlineNanos) {
    try {
      Words.setRelease(
          cursor, HeaderDescriptor.WAITING_OFFSET, CursorFileDescriptor.waitingAt(position));
      VarHandle.fullFence(); // between flag and header; pairs with the fence in RingSender.publish
      try {
        return end.mapping().headerAt(position) != 0
            || end.sleep(data, RECORDS_OFFSET + (position & mask), 0, deadlineNanos);
      } finally {
        Words.setRelease(cursor, HeaderDescriptor.WAITING_OFFSET, 0);
        MappingFaults.surface();
      }
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  @Override
  public long systemCalls() {
    return end.systemCalls();
  }

  @Override
  public void close() {
    end.close(cursor, CursorFileDescriptor.POSITION_OFFSET);
  }
}
