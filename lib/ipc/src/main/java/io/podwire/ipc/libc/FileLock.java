package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Locks of two bytes of a file: byte 0 is a side's life, byte 1 guards the mark of it. They belong
 * to an open file description (fcntl(2), F_OFD_SETLK): the kernel releases them at the holder's
 * death, and unlike the process's own POSIX locks they do not vanish when another descriptor of the
 * file is closed, and two ends within one process exclude each other as well.
 */
final class FileLock {
  private static final int F_OFD_GETLK = 36;
  private static final int F_OFD_SETLK = 37;
  private static final short F_RDLCK = 0;
  private static final short F_WRLCK = 1;
  private static final short F_UNLCK = 2;
  private static final long FLOCK_BYTES = 32; // type, whence, pad, start, length, pid, pad
  private static final long START_OFFSET = 8;
  private static final long LENGTH_OFFSET = 16;
  private static final long LIFE = 0;
  private static final long MARK = 1;
  private static final long MARK_WAIT_NANOS = 1_000_000_000;

  private FileLock() {}

  /** Takes the lock without waiting; returns false if another description holds it. */
  static boolean tryLock(CallState state, int fd, boolean exclusive) {
    return set(state, fd, exclusive ? F_WRLCK : F_RDLCK, LIFE);
  }

  /**
   * Takes the lock of the mark, which others hold for microseconds; after a second, in which one of
   * them must have been stopped, goes on without.
   */
  static void lockMark(CallState state, int fd) {
    long deadlineNanos = System.nanoTime() + MARK_WAIT_NANOS;
    while (!set(state, fd, F_WRLCK, MARK) && deadlineNanos - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
  }

  static void unlockMark(CallState state, int fd) {
    set(state, fd, F_UNLCK, MARK);
  }

  private static boolean set(CallState state, int fd, short type, long offset) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment flock = flock(arena, type, offset);
      return Descriptors.fcntl(state, fd, F_OFD_SETLK, flock.address()) == 0;
    }
  }

  /** Whether another description holds a lock of any kind. */
  static boolean isHeld(CallState state, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment flock = flock(arena, F_WRLCK, LIFE);
      return Descriptors.fcntl(state, fd, F_OFD_GETLK, flock.address()) == 0
          && flock.get(ValueLayout.JAVA_SHORT, 0) != F_UNLCK;
    }
  }

  private static MemorySegment flock(Arena arena, short type, long offset) {
    MemorySegment flock = arena.allocate(FLOCK_BYTES, 8);
    flock.set(ValueLayout.JAVA_SHORT, 0, type);
    flock.set(ValueLayout.JAVA_LONG, START_OFFSET, offset);
    flock.set(ValueLayout.JAVA_LONG, LENGTH_OFFSET, 1);
    return flock;
  }
}
