package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SystemVQueues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/**
 * A System V queue as one direction uses it: this end sends, or receives, messages of one type. The
 * queue's room is shared: messages of the other type can fill it.
 */
final class SystemVQueue implements KernelQueue {
  private final ChannelUri uri;
  private final int id;
  private final long type;
  private final CallState state = new CallState();
  private final Arena arena = Arena.ofShared();
  private final MemorySegment status = arena.allocate(SystemVQueues.STATUS_BYTES, 8);
  private final long maxMessageBytes;
  private final MemorySegment buffer;
  private final long address;

  /** Uses the queue of that id, which is known to exist. */
  SystemVQueue(ChannelUri uri, int id, long type, long maxMessageBytes) {
    this.uri = uri;
    this.id = id;
    this.type = type;
    this.maxMessageBytes = maxMessageBytes;
    buffer = arena.allocate(SystemVQueues.TEXT_OFFSET + maxMessageBytes, 64);
    address = buffer.address();
  }

  @Override
  public long maxMessageBytes() {
    return maxMessageBytes;
  }

  @Override
  public ChannelException tooLong(long length) {
    return new ChannelException(
        ChannelException.Kind.TOO_LONG,
        String.format(
            Locale.ROOT,
            "%s: message of %d bytes exceeds the queue's %d; raise kernel.msgmax (and kernel.msgmnb, which bounds it)",
            uri,
            length,
            maxMessageBytes));
  }

  @Override
  public int send(MemorySegment message, long offset, long length, boolean wait) {
    buffer.set(ValueLayout.JAVA_LONG, 0, type);
    MemorySegment.copy(message, offset, buffer, SystemVQueues.TEXT_OFFSET, length);
    int result = SystemVQueues.send(state, id, address, length, wait);
    return result == 0 ? 0 : nothing("msgsnd");
  }

  @Override
  public long receive(boolean wait) {
    long length = SystemVQueues.receive(state, id, address, maxMessageBytes, type, wait);
    return length >= 0 ? length : nothing("msgrcv");
  }

  private int nothing(String call) {
    if (SystemVQueues.isFullOrEmpty(state)) {
      return NOTHING;
    }
    return switch (state.errno()) {
      case Errno.EIDRM, Errno.EINVAL -> REMOVED;
      default -> throw Errno.fault(uri, call, state.errno(), "");
    };
  }

  @Override
  public MemorySegment buffer() {
    return buffer;
  }

  @Override
  public long bufferOffset() {
    return SystemVQueues.TEXT_OFFSET;
  }

  /** The queue counts both types together; only when it is not empty are its messages looked at. */
  @Override
  public long waitingMessages() {
    if (SystemVQueues.status(state, id, status) != 0) {
      return nothing("msgctl");
    }
    long waiting = SystemVQueues.waitingMessages(status);
    return waiting == 0 || !isNoneOfMyType(waiting) ? waiting : 0;
  }

  /**
   * From the newest to the oldest: a message that moves up while others are taken is still met. A
   * kernel that cannot copy leaves the question open, and the answer is no.
   */
  private boolean isNoneOfMyType(long waiting) {
    for (long place = waiting - 1; place >= 0; place--) {
      long length = SystemVQueues.copy(state, id, address, maxMessageBytes, place);
      if (length >= 0 && buffer.get(ValueLayout.JAVA_LONG, 0) == type) {
        return false;
      }
      if (length < 0 && state.errno() != Errno.ENOMSG) {
        return false;
      }
    }
    return true;
  }

  /** Never: without its id's queue every call says so. */
  @Override
  public boolean isRemoved() {
    return false;
  }

  @Override
  public long systemCalls() {
    return state.systemCalls();
  }

  @Override
  public void release() {
    arena.close();
  }
}
