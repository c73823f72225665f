package io.podwire.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only once it is whole: until then it grows beside it, as
 * {@code NAME.part}. Devices and pipes are written directly. Any thread may close it.
 */
public final class OutputFile implements AutoCloseable {
  private static final Path STDOUT = Path.of("/dev/stdout");

  private final Path target;
  private final Path written;
  private final FileChannel channel;
  private boolean finished;

  private OutputFile(Path target, Path written, FileChannel channel) {
    this.target = target;
    this.written = written;
    this.channel = channel;
  }

  /** Refuses, before any work is done, what {@link #open} would refuse. */
  public static void check(Path path) throws IOException {
    Path target = resolve(path);
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target)) {
      throw FailureException.failed(path + " is a directory; give the name of a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw FailureException.failed(path + ": its directory does not exist; make it first");
    }
    if (!Files.isWritable(isSpecial(target) ? target : folder)) {
      throw FailureException.failed(path + ": permission denied; take a place that you may write");
    }
  }

  /** Begins to write {@code path}. */
  public static OutputFile open(Path path) throws IOException {
    check(path);
    Path target = resolve(path);
    Path written = isSpecial(target) ? target : Path.of(target + ".part");
    return new OutputFile(
        target,
        written,
        written.equals(target)
            ? FileChannel.open(written, StandardOpenOption.WRITE)
            : FileChannel.open(
                written,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING));
  }

  private static Path resolve(Path path) throws IOException {
    if (path.equals(STDOUT) || path.startsWith("/dev/fd") || path.startsWith("/proc")) {
      return path; // an open descriptor, which must not be replaced by another file
    }
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      return path;
    }
  }

  private static boolean isSpecial(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
  }

  /** Where to write. */
  public FileChannel channel() {
    return channel;
  }

  /** Says that it is whole, and on its volume: it gets its name now. */
  public synchronized void finish() throws IOException {
    if (!written.equals(target)) {
      channel.force(false); // a volume that is full at last says so now
      channel.close();
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    finished = true;
  }

  /** Removes it unless it was finished. Idempotent. */
  @Override
  public synchronized void close() throws IOException {
    channel.close();
    if (!finished && !written.equals(target)) {
      Files.deleteIfExists(written);
    }
  }
}
