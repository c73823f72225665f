package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What the kernel says about an open file (statx(2), whose layout is the same on every processor).
 *
 * @param mode the permissions with the three bits above them
 * @param userId the owner
 * @param groupId the owner's group
 * @param lengthBytes its length at this moment
 * @param inode with {@code device} the file's identity
 */
record FileStatus(
    FileKind kind, int mode, int userId, int groupId, long lengthBytes, long inode, long device) {
  private static final MethodHandle STATX =
      Native.function(
          "statx", Native.INT, Native.INT, Native.POINTER, Native.INT, Native.INT, Native.POINTER);

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int PERMISSIONS = 07777;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final long STATX_BYTES = 256;
  private static final long USER_OFFSET = 20;
  private static final long GROUP_OFFSET = 24;
  private static final long MODE_OFFSET = 28;
  private static final long INODE_OFFSET = 32;
  private static final long LENGTH_OFFSET = 40;
  private static final long DEVICE_OFFSET = 136; // major and minor number, an int each

  /**
   * Asks about an open descriptor.
   *
   * @throws ChannelException as statx(2) fails
   */
  static FileStatus of(CallState state, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(STATX_BYTES, Long.BYTES);
      if (call(state, fd, arena.allocateFrom(""), found) != 0) {
        throw Errno.fault("descriptor " + fd, "statx", state.errno(), "");
      }
      return new FileStatus(
          FileKind.of(found.get(ValueLayout.JAVA_SHORT, MODE_OFFSET)),
          found.get(ValueLayout.JAVA_SHORT, MODE_OFFSET) & PERMISSIONS,
          found.get(ValueLayout.JAVA_INT, USER_OFFSET),
          found.get(ValueLayout.JAVA_INT, GROUP_OFFSET),
          found.get(ValueLayout.JAVA_LONG, LENGTH_OFFSET),
          found.get(ValueLayout.JAVA_LONG, INODE_OFFSET),
          found.get(ValueLayout.JAVA_LONG, DEVICE_OFFSET));
    }
  }

  private static int call(CallState state, int fd, MemorySegment noPath, MemorySegment found) {
    try {
      return (int)
          STATX.invokeExact(state.count(), fd, noPath, AT_EMPTY_PATH, STATX_BASIC_STATS, found);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  boolean isSameFile(FileStatus other) {
    return inode == other.inode && device == other.device;
  }
}
