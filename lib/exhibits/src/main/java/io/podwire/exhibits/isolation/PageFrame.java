package io.podwire.exhibits.isolation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** What the kernel tells about another process' page by way of files (proc(5)). Stateless. */
final class PageFrame {
  private static final long FRAME_BITS = (1L << 55) - 1;

  private PageFrame() {}

  /** The number of the physical page behind an address; empty without CAP_SYS_ADMIN. */
  static OptionalLong of(long pid, long address) {
    try {
      long frame = word(pid, "pagemap", address / FixedPage.BYTES * Long.BYTES) & FRAME_BITS;
      return frame == 0 ? OptionalLong.empty() : OptionalLong.of(frame);
    } catch (IOException refused) {
      return OptionalLong.empty();
    }
  }

  /** The word at an address of the process, as a debugger reads it. */
  static long byDebugger(long pid, long address) throws IOException {
    return word(pid, "mem", address);
  }

  private static long word(long pid, String file, long position) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    Path path = Path.of("/proc", Long.toString(pid), file);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.read(word, position) != Long.BYTES) {
        throw new IOException(path + ": nothing to read there");
      }
    }
    return word.getLong(0);
  }
}
