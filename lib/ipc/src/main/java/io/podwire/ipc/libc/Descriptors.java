package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Files, pipes and FIFOs by descriptor (open(2), read(2), write(2), pipe(7), fifo(7), poll(2)).
 * Each returns what the system call returns; -1 is a failure that {@link CallState#errno()} names.
 */
public final class Descriptors {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0x40;
  public static final int O_EXCL = 0x80;
  public static final int O_NONBLOCK = 0x800;
  static final int O_NOFOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;
  public static final int O_CLOEXEC = 0x80000;
  static final int O_PATH = 0x200000;
  public static final short POLLIN = 1;
  public static final short POLLOUT = 4;
  public static final short POLLERR = 8;
  public static final short POLLHUP = 16;

  /** The peer of a stream socket has closed, or will send nothing more. */
  public static final short POLLRDHUP = 0x2000;

  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_SETFL = 4;
  private static final int F_GETFL = 3;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final long FIONREAD = 0x541B;

  private static final MethodHandle OPEN =
      Native.variadic(2, "open", Native.INT, Native.POINTER, Native.INT, Native.INT);
  private static final MethodHandle CLOSE = Native.function("close", Native.INT, Native.INT);
  private static final MethodHandle READ =
      Native.function("read", Native.LONG, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle WRITE =
      Native.function("write", Native.LONG, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle FCNTL =
      Native.variadic(2, "fcntl", Native.INT, Native.INT, Native.INT, Native.LONG);
  private static final MethodHandle IOCTL =
      Native.variadic(2, "ioctl", Native.INT, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle MKFIFO =
      Native.function("mkfifo", Native.INT, Native.POINTER, Native.INT);
  private static final MethodHandle DUP2 =
      Native.function("dup2", Native.INT, Native.INT, Native.INT);
  private static final MethodHandle PIPE2 =
      Native.function("pipe2", Native.INT, Native.POINTER, Native.INT);
  private static final MethodHandle POLL =
      Native.function("poll", Native.INT, Native.LONG, Native.LONG, Native.INT);
  private static final MethodHandle FALLOCATE =
      Native.function("posix_fallocate", Native.INT, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle FCHMOD =
      Native.function("fchmod", Native.INT, Native.INT, Native.INT);

  private Descriptors() {}

  /** Opens a file; O_CLOEXEC is added, so that no child inherits it. */
  public static int open(CallState state, String path, int flags, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return (int)
          OPEN.invokeExact(state.count(), arena.allocateFrom(path), flags | O_CLOEXEC, mode);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Closes a descriptor. */
  public static int close(CallState state, int fd) {
    try {
      return (int) CLOSE.invokeExact(state.count(), fd);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Reads up to {@code length} bytes to {@code address}; 0 is the end. Blocks unless the descriptor
   * does not.
   */
  public static long read(CallState state, int fd, long address, long length) {
    try {
      return (long) READ.invokeExact(state.count(), fd, address, length);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Writes up to {@code length} bytes from {@code address}. Blocks unless the descriptor does not.
   */
  public static long write(CallState state, int fd, long address, long length) {
    try {
      return (long) WRITE.invokeExact(state.count(), fd, address, length);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  static int fcntl(CallState state, int fd, int command, long argument) {
    try {
      return (int) FCNTL.invokeExact(state.count(), fd, command, argument);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Another number, above the standard ones, for the same open file; no child inherits it. */
  public static int duplicate(CallState state, int fd) {
    return fcntl(state, fd, F_DUPFD_CLOEXEC, 3);
  }

  /** Makes the number {@code fd} stand for what {@code source} stands for. */
  public static int replace(CallState state, int source, int fd) {
    try {
      return (int) DUP2.invokeExact(state.count(), source, fd);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Sets or clears O_NONBLOCK of the open file description. */
  public static int setNonBlocking(CallState state, int fd, boolean nonBlocking) {
    int flags = fcntl(state, fd, F_GETFL, 0);
    return flags < 0
        ? flags
        : fcntl(state, fd, F_SETFL, nonBlocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
  }

  /** Sets the capacity of a pipe or FIFO in bytes; returns what the kernel made of it. */
  public static int setPipeCapacity(CallState state, int fd, int bytes) {
    return fcntl(state, fd, F_SETPIPE_SZ, bytes);
  }

  /** The capacity of a pipe or FIFO in bytes. */
  public static int pipeCapacity(CallState state, int fd) {
    return fcntl(state, fd, F_GETPIPE_SZ, 0);
  }

  static int ioctlInt(CallState state, int fd, long request) {
    MemorySegment value = state.scratch();
    try {
      int result = (int) IOCTL.invokeExact(state.count(), fd, request, value.address());
      return result < 0 ? result : value.get(ValueLayout.JAVA_INT, 0);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** How many bytes wait to be read; works on either end of a pipe. */
  public static int readableBytes(CallState state, int fd) {
    return ioctlInt(state, fd, FIONREAD);
  }

  /** Makes a named pipe with permissions {@code mode} (less the umask). */
  public static int mkfifo(CallState state, String path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) MKFIFO.invokeExact(state.count(), arena.allocateFrom(path), mode);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Makes an anonymous pipe: {@code ends[0]} is for reading, {@code ends[1]} for writing. */
  public static int pipe(CallState state, int[] ends) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(ValueLayout.JAVA_INT, 2);
      int result = (int) PIPE2.invokeExact(state.count(), pair, O_CLOEXEC);
      if (result == 0) {
        ends[0] = pair.getAtIndex(ValueLayout.JAVA_INT, 0);
        ends[1] = pair.getAtIndex(ValueLayout.JAVA_INT, 1);
      }
      return result;
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Waits for events on one descriptor; returns those that came (0: timeout) or -1.
   *
   * @param timeoutMillis 0 looks only, -1 waits for ever
   */
  public static int poll(CallState state, int fd, short events, int timeoutMillis) {
    MemorySegment entry = state.scratch();
    try {
      entry.set(ValueLayout.JAVA_INT, 0, fd);
      entry.set(ValueLayout.JAVA_SHORT, 4, events);
      int result = (int) POLL.invokeExact(state.count(), entry.address(), 1L, timeoutMillis);
      return result <= 0 ? result : entry.get(ValueLayout.JAVA_SHORT, 6);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Sets the permissions of an open file. */
  static int setMode(CallState state, int fd, int mode) {
    try {
      return (int) FCHMOD.invokeExact(state.count(), fd, mode);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Waits for events on the first {@code count} entries of {@code entries}; as poll(2). */
  static int pollAll(CallState state, MemorySegment entries, int count, int timeoutMillis) {
    try {
      return (int) POLL.invokeExact(state.count(), entries.address(), (long) count, timeoutMillis);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Allocates a file's blocks up to {@code bytes}; returns 0 or the error number (not -1). */
  public static int allocate(CallState state, int fd, long bytes) {
    try {
      return (int) FALLOCATE.invokeExact(state.count(), fd, 0L, bytes);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
