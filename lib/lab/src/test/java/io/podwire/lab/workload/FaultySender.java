package io.podwire.lab.workload;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A real sender that treats the data messages of the measured phase as {@link Faults} says. What
 * frames the phases passes unharmed. It cannot claim, so that every message comes by here.
 */
public final class FaultySender implements Sender {
  private final Sender sender;
  private final Faults faults;
  private final int flippedBit;
  private final MemorySegment held = Arena.ofAuto().allocate(64 << 10, 8);
  private long heldBytes = -1;
  private long next = -1;

  /**
   * Wraps a sender, which it owns.
   *
   * @param flippedBit which bit of a message, from 0
   */
  public FaultySender(Sender sender, Faults faults, int flippedBit) {
    this.sender = sender;
    this.faults = faults;
    this.flippedBit = flippedBit;
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    if (ControlMessage.isAt(buffer, offset, length)) {
      onControl(ControlMessage.read(buffer, offset));
      deliver(buffer, offset, length);
    } else if (next < 0) {
      deliver(buffer, offset, length);
    } else {
      mistreat(next++, buffer, offset, length);
    }
    return true;
  }

  private void onControl(ControlMessage message) {
    boolean begins =
        message.kind() == ControlMessage.Kind.BEGIN && message.phase() == Phase.MEASURED;
    next = begins ? 0 : -1;
  }

  private void mistreat(long n, MemorySegment buffer, long offset, long length) {
    if (faults.swapped().contains(n)) {
      MemorySegment.copy(buffer, offset, held, 0, length);
      heldBytes = length;
      return;
    }
    if (faults.flipped().contains(n)) {
      deliverFlipped(buffer, offset, length);
    } else if (!faults.dropped().contains(n)) {
      deliver(buffer, offset, length);
    }
    if (faults.duplicated().contains(n)) {
      deliver(buffer, offset, length);
    }
    if (heldBytes >= 0) {
      deliver(held, 0, heldBytes);
      heldBytes = -1;
    }
  }

  private void deliverFlipped(MemorySegment buffer, long offset, long length) {
    MemorySegment copy = MemorySegment.ofArray(new byte[(int) length]);
    MemorySegment.copy(buffer, offset, copy, 0, length);
    long at = flippedBit / 8;
    byte wrong = (byte) (copy.get(ValueLayout.JAVA_BYTE, at) ^ 1 << flippedBit % 8);
    copy.set(ValueLayout.JAVA_BYTE, at, wrong);
    deliver(copy, 0, length);
  }

  /** Waits for room, so that back-pressure never makes a fault happen twice. */
  private void deliver(MemorySegment buffer, long offset, long length) {
    long deadlineNanos = System.nanoTime() + Specs.TIMEOUT.toNanos();
    if (!sender.send(buffer, offset, length, deadlineNanos)) {
      throw new AssertionError(sender.uri() + ": no room for a message");
    }
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    return offer(buffer, offset, length);
  }

  @Override
  public ChannelUri uri() {
    return sender.uri();
  }

  @Override
  public long maxMessageBytes() {
    return sender.maxMessageBytes();
  }

  @Override
  public boolean flush() {
    return sender.flush();
  }

  @Override
  public boolean flush(long deadlineNanos) {
    return sender.flush(deadlineNanos);
  }

  @Override
  public boolean isDrained() {
    return sender.isDrained();
  }

  @Override
  public long systemCalls() {
    return sender.systemCalls();
  }

  @Override
  public void close() {
    sender.close();
  }
}
