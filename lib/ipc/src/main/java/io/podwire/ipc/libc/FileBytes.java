package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Reads and writes some bytes of a file (pread(2), pwrite(2)), in slow paths only. Stateless. */
final class FileBytes {
  private static final MethodHandle PREAD =
      Native.function("pread", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.LONG);
  private static final MethodHandle PWRITE =
      Native.function("pwrite", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.LONG);

  private FileBytes() {}

  static byte[] read(ChannelFile file, CallState state, long offset, int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.max(1, bytes));
      int done = 0;
      while (done < bytes) {
        long read = call(PREAD, state, file, buffer.address() + done, bytes - done, offset + done);
        if (read < 0) {
          throw file.path().fault("reading", state.errno());
        }
        if (read == 0) {
          break;
        }
        done += (int) read;
      }
      return Arrays.copyOf(buffer.toArray(ValueLayout.JAVA_BYTE), done);
    }
  }

  static void write(ChannelFile file, CallState state, long offset, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      for (long done = 0; done < bytes.length; ) {
        long left = bytes.length - done;
        long written = call(PWRITE, state, file, buffer.address() + done, left, offset + done);
        if (written <= 0) {
          throw file.path().fault("writing", written == 0 ? Errno.ENOSPC : state.errno());
        }
        done += written;
      }
    }
  }

  private static long call(
      MethodHandle function,
      CallState state,
      ChannelFile file,
      long address,
      long bytes,
      long offset) {
    try {
      return (long) function.invokeExact(state.count(), file.descriptor(), address, bytes, offset);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
