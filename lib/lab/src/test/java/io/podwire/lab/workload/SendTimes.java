package io.podwire.lab.workload;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import java.lang.foreign.MemorySegment;

/** A real sender that notes when each data message first tried to leave. For one thread. */
final class SendTimes implements Sender {
  private final Sender sender;
  private final long[] nanos;
  private int stamped;
  private volatile int accepted;

  /** Wraps a sender, which it owns, for so many messages at most. */
  SendTimes(Sender sender, int messages) {
    this.sender = sender;
    this.nanos = new long[messages];
  }

  /** How many data messages the channel has accepted; from any thread. */
  int accepted() {
    return accepted;
  }

  /** When message {@code n} first tried to leave, in ns of {@link System#nanoTime()}. */
  long nanosOf(int n) {
    return nanos[n];
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    boolean isData = stamp(buffer, offset, length);
    return counted(sender.offer(buffer, offset, length), isData);
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    boolean isData = stamp(buffer, offset, length);
    return counted(sender.send(buffer, offset, length, deadlineNanos), isData);
  }

  /** A message that was not accepted comes again; its first try counts. */
  private boolean stamp(MemorySegment buffer, long offset, long length) {
    boolean isData = !ControlMessage.isAt(buffer, offset, length);
    if (isData && stamped == accepted) {
      nanos[stamped++] = System.nanoTime();
    }
    return isData;
  }

  private boolean counted(boolean isAccepted, boolean isData) {
    if (isAccepted && isData) {
      accepted = stamped;
    }
    return isAccepted;
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
