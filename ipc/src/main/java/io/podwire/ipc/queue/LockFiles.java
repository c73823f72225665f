package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Lock files beside a queue. Threads may share this. */
final class LockFiles {
  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final long PAUSE_NANOS = 500_000;

  private LockFiles() {}

  /**
   * Takes the lock under which a channel's queue is looked for, made and made again, so that two
   * ends that start together find one queue. Its holders keep it for microseconds; waits 5 s at
   * most.
   *
   * @throws ChannelException of kind IN_USE if it stays locked; DENIED and others as open(2) fails
   */
  static SideLock setup(Object channel, Path file) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return SideLock.hold(channel, file, true);
      } catch (ChannelException e) {
        if (e.kind() != ChannelException.Kind.IN_USE || deadline - System.nanoTime() <= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
