package io.podwire.cli.demo;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.ipc.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Chooses the file system for the demo's channels: one in memory, if it has the room. */
final class MemoryFolder {
  /** What the channels of one pod take at most at one time. */
  static final long BYTES_PER_POD = 48L << 20;

  private static final Path SHM = Path.of("/dev/shm");

  private MemoryFolder() {}

  /**
   * The folder to make the demo's directory in.
   *
   * @throws FailureException if no file system has the room
   */
  static Path choose(int pods, Console console) {
    long neededBytes = pods * BYTES_PER_POD;
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (hasRoom(SHM, neededBytes)) {
      return SHM;
    }
    if (!hasRoom(temporary, neededBytes)) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "%s have no %s free for the channels; enlarge /dev/shm (mount -o remount,size=…) or take fewer --pods",
              SHM + " and " + temporary,
              ByteSize.format(neededBytes)));
    }
    console.warn(
        String.format(
            Locale.ROOT,
            "%s has no %s free or is not writable; the channels go to %s, and shm figures may include its file system",
            SHM,
            ByteSize.format(neededBytes),
            temporary));
    return temporary;
  }

  private static boolean hasRoom(Path folder, long neededBytes) {
    try {
      return Files.isDirectory(folder)
          && Files.isWritable(folder)
          && Files.getFileStore(folder).getUsableSpace() >= neededBytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
