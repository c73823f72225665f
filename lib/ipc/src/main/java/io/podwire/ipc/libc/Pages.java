package io.podwire.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Pages of memory (mmap(2)): those of a channel's file, and at an address of the caller's choice
 * for showing what an address means in two processes. Each call returns what the system call
 * returns; -1 is a failure that {@link CallState#errno()} names. Threads may share it, each with
 * its own state.
 */
public final class Pages {
  static final long FAILED = -1;

  private static final int PROT_READ = 1;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_FIXED_NOREPLACE = 0x100000;
  private static final int NO_FILE = -1;

  private static final MethodHandle MMAP =
      Native.function(
          "mmap",
          Native.LONG,
          Native.LONG,
          Native.LONG,
          Native.INT,
          Native.INT,
          Native.INT,
          Native.LONG);
  private static final MethodHandle MUNMAP =
      Native.function("munmap", Native.INT, Native.LONG, Native.LONG);

  private Pages() {}

  /** Maps zeroed memory of this process alone; fails with EEXIST where something is mapped. */
  public static long mapPrivate(CallState state, long address, long bytes) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    return map(state, address, bytes, PROT_READ_WRITE, flags, NO_FILE);
  }

  /** Maps the beginning of a file for all to see; fails with EEXIST where something is mapped. */
  public static long mapShared(CallState state, long address, long bytes, int fd) {
    return map(state, address, bytes, PROT_READ_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, fd);
  }

  /** Maps the beginning of a file for all to see, wherever there is room. */
  static long mapFile(CallState state, long bytes, int fd, boolean writable) {
    return map(state, 0, bytes, writable ? PROT_READ_WRITE : PROT_READ, MAP_SHARED, fd);
  }

  private static long map(
      CallState state, long address, long bytes, int protection, int flags, int fd) {
    try {
      return (long) MMAP.invokeExact(state.count(), address, bytes, protection, flags, fd, 0L);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Gives the pages back; whoever touches them later dies of SIGSEGV. */
  public static int unmap(CallState state, long address, long bytes) {
    try {
      return (int) MUNMAP.invokeExact(state.count(), address, bytes);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** The memory at an address that was mapped, to be left alone once it is unmapped. */
  public static MemorySegment at(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }
}
