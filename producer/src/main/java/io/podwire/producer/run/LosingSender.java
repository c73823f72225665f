package io.podwire.producer.run;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.lab.workload.ControlMessage;
import java.lang.foreign.MemorySegment;

/**
 * Accepts every message and drops every n-th one, as a mechanism that loses would; what frames the
 * run is kept. For tests of the tests: a check that finds nothing wrong here checks nothing.
 */
final class LosingSender implements Sender {
  private final Sender sender;
  private final long every;
  private long count;

  LosingSender(Sender sender, long every) {
    this.sender = sender;
    this.every = every;
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    return isLost(buffer, offset, length)
        || counted(sender.offer(buffer, offset, length), buffer, offset, length);
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    return isLost(buffer, offset, length)
        || counted(sender.send(buffer, offset, length, deadlineNanos), buffer, offset, length);
  }

  private boolean isLost(MemorySegment buffer, long offset, long length) {
    boolean lost = (count + 1) % every == 0 && !ControlMessage.isAt(buffer, offset, length);
    if (lost) {
      count++;
    }
    return lost;
  }

  /** A message that was not accepted comes again and is not counted twice. */
  private boolean counted(boolean accepted, MemorySegment buffer, long offset, long length) {
    if (accepted && !ControlMessage.isAt(buffer, offset, length)) {
      count++;
    }
    return accepted;
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
