package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.stream.KernelWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The parameter {@code capacity}: how many bytes a pipe holds (F_SETPIPE_SZ, pipe(7)). */
final class PipeCapacity {
  static final String PARAMETER = "capacity";

  private static final int MIN_BYTES = 4096;
  private static final long DEFAULT_MAX_BYTES = 1 << 20;
  private static final Path MAX_FILE = Path.of("/proc/sys/fs/pipe-max-size");

  private PipeCapacity() {}

  /** The capacity that an address asks for, 0 if it asks for none. */
  static int of(ChannelUri uri) {
    return (int) uri.sizeParameter(PARAMETER, 0, MIN_BYTES, maxBytes());
  }

  private static long maxBytes() {
    try {
      // not readString: it begins with one byte, and the kernel gives such a file in one piece
      return Long.parseLong(Files.readAllLines(MAX_FILE).getFirst());
    } catch (IOException | NumberFormatException unreadable) {
      return DEFAULT_MAX_BYTES;
    }
  }

  static void set(KernelWait waits, int fd, int bytes) {
    if (bytes > 0 && Descriptors.setPipeCapacity(waits.state(), fd, bytes) < 0) {
      throw new ChannelException(
          ChannelException.Kind.EXHAUSTED,
          String.format(
              Locale.ROOT,
              "%s: the kernel refuses a pipe of %d bytes; ask for less or raise fs.pipe-user-pages-soft",
              waits.uri(),
              bytes));
    }
  }
}
