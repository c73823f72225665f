package io.podwire.lab.exhibit.lockfree;

import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A small POSIX message queue, without a channel's framing or signs of life. For one thread. */
final class SharedQueue implements AutoCloseable {
  static final int MESSAGE_BYTES = 1024;

  private static final int MAX_MESSAGES = 10;
  private static final int OWNER_MODE = 0600;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final CallState state = new CallState();
  private final BlockedCall blocked = new BlockedCall();
  private final MemorySegment message = Arena.ofAuto().allocate(MESSAGE_BYTES, 8);
  private final String name;
  private final int queue;

  private SharedQueue(String name, boolean create) {
    this.name = name;
    queue =
        create
            ? PosixQueues.create(
                state, name, Descriptors.O_RDWR, OWNER_MODE, MAX_MESSAGES, MESSAGE_BYTES)
            : PosixQueues.open(state, name, Descriptors.O_RDWR);
    if (queue < 0) {
      throw fault("mq_open");
    }
  }

  static SharedQueue create(String name) {
    return new SharedQueue(name, true);
  }

  static SharedQueue open(String name) {
    return new SharedQueue(name, false);
  }

  /** What the next send takes and a receive leaves. */
  MemorySegment message() {
    return message;
  }

  void send() {
    require(
        "mq_send", () -> PosixQueues.send(state, queue, message.address(), MESSAGE_BYTES, 0, true));
  }

  /** Takes a message; returns its length. */
  long receive() {
    return require(
        "mq_receive",
        () -> PosixQueues.receive(state, queue, message.address(), MESSAGE_BYTES, true));
  }

  private interface SystemCall {
    long make();
  }

  private long require(String call, SystemCall systemCall) {
    if (!blocked.enter(System.nanoTime() + PATIENCE_NANOS)) {
      throw Errno.fault("mq:" + name, call, Errno.EINTR, "");
    }
    long result;
    try {
      result = systemCall.make();
    } finally {
      blocked.exit();
    }
    if (result < 0) {
      throw fault(call);
    }
    return result;
  }

  private RuntimeException fault(String call) {
    return Errno.fault("mq:" + name, call, state.errno(), "");
  }

  /** Takes the name away: the queue goes with the last process that has it open. Idempotent. */
  void unlink() {
    PosixQueues.unlink(state, name);
  }

  @Override
  public void close() {
    blocked.close();
    PosixQueues.close(state, queue);
  }
}
