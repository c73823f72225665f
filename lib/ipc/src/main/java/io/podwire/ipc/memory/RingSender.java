package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.DataFileDescriptor.RECORDS_OFFSET;
import static io.podwire.ipc.memory.RecordDescriptor.TYPE_EPOCH;
import static io.podwire.ipc.memory.RecordDescriptor.TYPE_MESSAGE;
import static io.podwire.ipc.memory.RecordDescriptor.TYPE_PADDING;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.libc.MappingFaults;
import io.podwire.ipc.libc.PeerWatch.Sight;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The producer's end. Records are written behind {@code batchStart}, where the header stays 0 until
 * {@link #publish} stores it and all appear at once; behind them a header of 0 ends the batch.
 *
 * <p>A message passes one comparison, with {@code fastLimit}: the nearest of where the room ends,
 * where the lap ends and where the batch is to be published.
 *
 * <p>To sleep on a full ring it stores the cursor that it waits for into {@code waiting}, fences,
 * looks again and waits on the low half of the cursor, where the consumer wakes it.
 */
final class RingSender implements Sender {
  private static final long BATCH_BYTES = 8 << 10;
  private static final long PAGE_BYTES = 4 << 10;
  private static final long NOT_CLAIMED = -1;

  private final RingEnd end;
  private final MemorySegment data;
  private final MemorySegment cursor;
  private final long capacityBytes;
  private final long mask;
  private final long maxMessageBytes;
  private long position;
  private long fastLimit;
  private long touchedLimit;
  private long messageTag;
  private long batchStart;
  private long firstHeader;
  private long seenCursor;
  private long claimedBytes = NOT_CLAIMED;
  private boolean epochIsDue;
  private long cursorLooked;

  RingSender(RingEnd end) {
    this.end = end;
    RingMapping mapping = end.mapping();
    this.data = mapping.data();
    this.cursor = mapping.cursor();
    this.capacityBytes = mapping.capacityBytes();
    this.mask = capacityBytes - 1;
    this.maxMessageBytes = RecordDescriptor.maxMessageBytes(capacityBytes);
    this.seenCursor = mapping.cursorPosition(end.uri());
    this.position = mapping.publishedPosition(end.uri());
    this.batchStart = position;
    this.fastLimit = position;
    this.epochIsDue = position != 0;
    if (appendEpoch()) {
      publish();
    }
  }

  @Override
  public ChannelUri uri() {
    return end.uri();
  }

  @Override
  public long maxMessageBytes() {
    return maxMessageBytes;
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    try {
      if (!hasRoomFor(length)) {
        MappingFaults.surface();
        return false;
      }
      long index = position & mask;
      MemorySegment.copy(
          buffer, offset, data, RECORDS_OFFSET + index + RecordDescriptor.HEADER_BYTES, length);
      accept(index, length);
      MappingFaults.surface();
      return true;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  private boolean hasRoomFor(long length) {
    end.requireWhole();
    if (length < 0 || length > maxMessageBytes) {
      throw badLength(length);
    }
    long recordBytes = RecordDescriptor.recordBytes(length);
    return position + recordBytes <= fastLimit || makeRoom(recordBytes);
  }

  private void accept(long index, long length) {
    long header = messageTag | (length + RecordDescriptor.HEADER_BYTES);
    if (position == batchStart) {
      firstHeader = header;
    } else {
      Words.set(data, RECORDS_OFFSET + index, header);
    }
    position += RecordDescriptor.recordBytes(length);
  }

  private boolean makeRoom(long recordBytes) {
    if (!(appendEpoch() && padLap(recordBytes) && hasRoom(recordBytes))) {
      publish();
      if (end.lookIsDue() && isStill()) {
        lookForReceiver();
      }
      return false;
    }
    if (position + recordBytes - batchStart > BATCH_BYTES) {
      publish();
    }
    setFastLimit();
    return true;
  }

  private boolean appendEpoch() {
    if (epochIsDue && hasRoom(RecordDescriptor.HEADER_BYTES)) {
      epochIsDue = false;
      append(TYPE_EPOCH, RecordDescriptor.HEADER_BYTES);
    }
    return !epochIsDue;
  }

  private boolean padLap(long recordBytes) {
    long lapBytes = capacityBytes - (position & mask);
    if (recordBytes <= lapBytes) {
      return true;
    }
    if (!hasRoom(lapBytes)) {
      return false;
    }
    append(TYPE_PADDING, lapBytes);
    return true;
  }

  private void append(int type, long recordBytes) {
    messageTag = RecordDescriptor.tag(type, position, capacityBytes);
    accept(position & mask, recordBytes - RecordDescriptor.HEADER_BYTES);
    setFastLimit();
  }

  /** Whether a record and the header of 0 behind it fit; reads the cursor only when they do not. */
  private boolean hasRoom(long recordBytes) {
    if (position + recordBytes <= roomEnd()) {
      return true;
    }
    readCursor();
    return position + recordBytes <= roomEnd();
  }

  private long roomEnd() {
    return seenCursor + capacityBytes - RecordDescriptor.HEADER_BYTES;
  }

  private long readCursor() {
    long found = end.mapping().cursorPosition(end.uri());
    if (found < seenCursor || found > batchStart) {
      throw RingEnd.badCursor(end.uri(), found, seenCursor + " to " + batchStart);
    }
    seenCursor = found;
    return found;
  }

  private void setFastLimit() {
    messageTag = RecordDescriptor.tag(TYPE_MESSAGE, position, capacityBytes);
    touchedLimit = position;
    fastLimit = Math.min(Math.min(roomEnd(), (position | mask) + 1), batchStart + BATCH_BYTES);
  }

  /** Publishes what was accepted; returns the receiver's mode. */
  private long publish() {
    long first = batchStart;
    if (position != first) {
      show(first);
    }
    long mode = Words.getOpaque(cursor, HeaderDescriptor.MODE_OFFSET);
    // A reader that has just opened may be taken for its predecessor: it sleeps one slice too long.
    if (mode == HeaderDescriptor.MODE_SLEEPS && position != first) {
      wakeReceiver(first);
    }
    return mode;
  }

  private void show(long first) {
    Words.set(data, RECORDS_OFFSET + (position & mask), 0);
    // release: pairs with the acquire in RingReceiver.deliver; the whole batch comes with it
    Words.setRelease(data, RECORDS_OFFSET + (first & mask), firstHeader);
    batchStart = position;
    setFastLimit();
    fetchAhead(position - first);
  }

  /**
   * Fetches the line where a next batch of this length will end. Its 0 must be stored before that
   * batch appears, and fetching the line only then took a tenth of a round trip.
   */
  private void fetchAhead(long batchBytes) {
    long ahead = position + batchBytes;
    if (ahead < fastLimit) {
      Words.set(data, RECORDS_OFFSET + (ahead & mask), 0);
    }
  }

  private void wakeReceiver(long first) {
    VarHandle.fullFence(); // between header and flag; pairs with RingReceiver.awaitRecord
    long waiting = Words.getOpaque(cursor, HeaderDescriptor.WAITING_OFFSET);
    // One that waits further on has this batch already, and is woken by the batch it waits for.
    if (waiting == CursorFileDescriptor.waitingAt(first)) {
      end.wake(data, RECORDS_OFFSET + (first & mask));
    }
  }

  @Override
  public boolean flush() {
    try {
      end.requireWhole();
      long mode = publish();
      boolean mayBeGone = HeaderDescriptor.isEnded(mode) || (end.lookIsDue() && isStill());
      if (mayBeGone && readCursor() != position) {
        requireReceiverOfTheRest();
      }
      MappingFaults.surface();
      return true;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  /** Whether the cursor has not moved since the last time that this was asked. */
  private boolean isStill() {
    long found = readCursor();
    boolean still = found == cursorLooked;
    cursorLooked = found;
    return still;
  }

  private void lookForReceiver() {
    Sight sight = end.look();
    if (sight.isGone()) {
      throw end.peerGone("receiver", sight);
    }
  }

  /** Who has taken all may leave, and may have done both just before it was looked for. */
  private void requireReceiverOfTheRest() {
    Sight sight = end.look();
    if (sight.isGone() && readCursor() != position) {
      throw end.peerGone("receiver", sight);
    }
  }

  @Override
  public boolean canClaim() {
    return true;
  }

  @Override
  public long claim(long length) {
    end.requireOpen(); // nothing below need touch the mapping, which would tell
    try {
      if (!hasRoomFor(length)) {
        MappingFaults.surface();
        return -1;
      }
      if (position + RecordDescriptor.recordBytes(length) > touchedLimit) {
        touch(RecordDescriptor.recordBytes(length));
      }
      claimedBytes = length;
      return RECORDS_OFFSET + (position & mask) + RecordDescriptor.HEADER_BYTES;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  /** Stores into a record's first and last page, so that the caller meets no truncated file. */
  private void touch(long recordBytes) {
    long first = RECORDS_OFFSET + (position & mask);
    long last = first + recordBytes - RecordDescriptor.HEADER_BYTES;
    Words.set(data, first, 0);
    Words.set(data, last, 0);
    MappingFaults.surface();
    touchedLimit = position + (last | (PAGE_BYTES - 1)) + 1 - first; // what ends there need not
  }

  @Override
  public MemorySegment claimBuffer() {
    return data;
  }

  @Override
  public void commit() {
    long length = takeClaim();
    try {
      accept(position & mask, length);
      MappingFaults.surface(); // also what the caller met while it wrote the message
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  @Override
  public void abort() {
    takeClaim();
    end.surface(); // what the caller met while it wrote
  }

  private long takeClaim() {
    end.requireWhole();
    long length = claimedBytes;
    if (length == NOT_CLAIMED) {
      throw new IllegalStateException(end.uri() + ": nothing is claimed");
    }
    claimedBytes = NOT_CLAIMED;
    return length;
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    while (!offer(buffer, offset, length)) {
      if (!(end.sleeps() ? awaitRoom(deadlineNanos) : end.pause(deadlineNanos))) {
        return false;
      }
    }
    return true;
  }

  private boolean awaitRoom(long deadlineNanos) {
    try {
      long before = seenCursor;
      // an eighth of the ring at a time, not a wake-up for each message taken
      long awaited = Math.min(batchStart, before + capacityBytes / 8);
      Words.setRelease(data, HeaderDescriptor.WAITING_OFFSET, awaited);
      VarHandle.fullFence(); // between flag and cursor; pairs with RingReceiver.wakeSender
      try {
        return readCursor() != before
            || end.sleep(cursor, CursorFileDescriptor.POSITION_OFFSET, (int) before, deadlineNanos);
      } finally {
        Words.setRelease(data, HeaderDescriptor.WAITING_OFFSET, 0);
        MappingFaults.surface();
      }
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  @Override
  public boolean flush(long deadlineNanos) {
    return flush();
  }

  @Override
  public boolean isDrained() {
    try {
      end.requireWhole();
      if (readCursor() != position && end.lookIsDue() && isStill()) {
        requireReceiverOfTheRest();
      }
      boolean drained = readCursor() == position;
      MappingFaults.surface();
      return drained;
    } catch (RuntimeException | Error e) {
      throw end.fault(e);
    }
  }

  private RuntimeException badLength(long length) {
    if (length < 0) {
      return new IndexOutOfBoundsException(end.uri() + ": a message of " + length + " bytes");
    }
    long needed = Long.highestOneBit(2 * RecordDescriptor.recordBytes(length) - 1) << 1;
    return new ChannelException(
        Kind.TOO_LONG,
        (end.uri() + ": message of " + length + " bytes exceeds the ring's ")
            + (maxMessageBytes + "; raise capacity to " + ByteSize.format(needed)));
  }

  @Override
  public long systemCalls() {
    return end.systemCalls();
  }

  @Override
  public void close() {
    end.close(data, RECORDS_OFFSET + (batchStart & mask));
  }
}
