package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Locks of an open file description (fcntl(2), F_OFD_SETLK): the kernel releases them at the
 * holder's death, and unlike the process's own POSIX locks they do not vanish when another
 * descriptor of the file is closed, and two ends within one process exclude each other as well.
 */
final class FileLock {
  private static final int F_OFD_GETLK = 36;
  private static final int F_OFD_SETLK = 37;
  private static final short F_RDLCK = 0;
  private static final short F_WRLCK = 1;
  private static final short F_UNLCK = 2;
  private static final long FLOCK_BYTES = 32; // type, whence, pad, start, length, pid, pad

  private FileLock() {}

  /** Takes the lock without waiting; returns false if another description holds it. */
  static boolean tryLock(CallState state, int fd, boolean exclusive) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment flock = flock(arena, exclusive);
      return Descriptors.fcntl(state, fd, F_OFD_SETLK, flock.address()) == 0;
    }
  }

  /** Whether another description holds a lock of any kind. */
  static boolean isHeld(CallState state, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment flock = flock(arena, true);
      return Descriptors.fcntl(state, fd, F_OFD_GETLK, flock.address()) == 0
          && flock.get(ValueLayout.JAVA_SHORT, 0) != F_UNLCK;
    }
  }

  private static MemorySegment flock(Arena arena, boolean exclusive) {
    MemorySegment flock = arena.allocate(FLOCK_BYTES, 8);
    flock.set(ValueLayout.JAVA_SHORT, 0, exclusive ? F_WRLCK : F_RDLCK);
    return flock;
  }
}
