package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** An open POSIX queue. */
final class PosixQueue implements KernelQueue {
  private final ChannelUri uri;
  private final int priority;
  private final CallState state;
  private long looks; // each a statx that the JDK makes
  private final int descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment attributes = arena.allocate(PosixQueues.ATTRIBUTES_BYTES, 8);
  private final MemorySegment buffer;
  private final long address;
  private final long maxMessageBytes;

  /** Takes over an open descriptor. */
  PosixQueue(ChannelUri uri, int priority, CallState state, int descriptor) {
    this.uri = uri;
    this.priority = priority;
    this.state = state;
    this.descriptor = descriptor;
    readAttributes();
    maxMessageBytes = PosixQueues.messageBytes(attributes);
    buffer = arena.allocate(maxMessageBytes, 64);
    address = buffer.address();
  }

  @Override
  public long maxMessageBytes() {
    return maxMessageBytes;
  }

  long maxMessages() {
    return PosixQueues.maxMessages(attributes);
  }

  @Override
  public ChannelException tooLong(long length) {
    return new ChannelException(
        ChannelException.Kind.TOO_LONG,
        String.format(
            Locale.ROOT,
            "%s: message of %d bytes exceeds the queue's %d; raise messageSize or fs.mqueue.msgsize_max",
            uri,
            length,
            maxMessageBytes));
  }

  @Override
  public int send(MemorySegment message, long offset, long length, boolean wait) {
    long from = address;
    if (message.isNative()) {
      from = message.address() + offset; // no copy: the kernel makes the only one
    } else {
      MemorySegment.copy(message, offset, buffer, 0, length);
    }
    int result = PosixQueues.send(state, descriptor, from, length, priority, wait);
    Reference.reachabilityFence(message);
    return result == 0 ? 0 : nothing("mq_timedsend");
  }

  @Override
  public long receive(boolean wait) {
    long length = PosixQueues.receive(state, descriptor, address, maxMessageBytes, wait);
    return length >= 0 ? length : nothing("mq_timedreceive");
  }

  private int nothing(String call) {
    if (PosixQueues.isFullOrEmpty(state)) {
      return NOTHING;
    }
    throw Errno.fault(uri, call, state.errno(), "");
  }

  @Override
  public MemorySegment buffer() {
    return buffer;
  }

  @Override
  public long bufferOffset() {
    return 0;
  }

  @Override
  public long waitingMessages() {
    readAttributes();
    return PosixQueues.waitingMessages(attributes);
  }

  /** Whether Podwire made it. */
  boolean isMade() {
    return ChannelPath.isMade(descriptor);
  }

  private void readAttributes() {
    if (PosixQueues.attributes(state, descriptor, attributes) != 0) {
      throw Errno.fault(uri, "mq_getattr", state.errno(), "");
    }
  }

  /** A queue without a name lives on in its descriptors; whoever comes later finds another. */
  @Override
  public boolean isRemoved() {
    looks++;
    try {
      Path self = Path.of("/proc/self/fd", Integer.toString(descriptor));
      return ((Integer) Files.getAttribute(self, "unix:nlink")) == 0;
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no /proc here: the peer's lock has to do
    }
  }

  @Override
  public long systemCalls() {
    return state.systemCalls() + looks;
  }

  @Override
  public void release() {
    PosixQueues.close(state, descriptor);
    arena.close();
  }
}
