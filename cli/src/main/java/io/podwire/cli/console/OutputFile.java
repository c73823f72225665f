package io.podwire.cli.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only once it is whole: until then it grows beside it, as
 * {@code NAME.part}. A file that it replaces hands on its owner, group and permissions. Devices and
 * pipes are written directly. Any thread may close it.
 */
public final class OutputFile implements WritableByteChannel {
  private static final Path STDOUT = Path.of("/dev/stdout");

  private final Path target;
  private final Path written;
  private final FileChannel channel;
  private boolean over;

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
    if (isSpecial(target)) {
      return new OutputFile(target, target, FileChannel.open(target, StandardOpenOption.WRITE));
    }
    Path part = Path.of(target + ".part");
    OutputFile file = new OutputFile(target, part, openPart(part));
    try {
      file.takeOver();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Empties what an end that was killed has left; a link is not followed. Who held it may have just
   * given it its name: then what was locked is no part any more.
   */
  private static FileChannel openPart(Path part) throws IOException {
    while (true) {
      Object before = key(part);
      FileChannel channel = lockedPart(part);
      if (before != null && before.equals(key(part))) {
        return channel.truncate(0);
      }
      channel.close();
    }
  }

  private static @Nullable Object key(Path part) throws IOException {
    try {
      return Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static FileChannel lockedPart(Path part) throws IOException {
    FileChannel channel =
        FileChannel.open(
            part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
    try {
      if (isLockedByAnother(channel)) {
        throw FailureException.failed(part + ": another process writes it; take another name");
      }
      return channel;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isLockedByAnother(FileChannel channel) {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true; // this process itself
    } catch (IOException e) {
      return false; // the volume has no locks
    }
  }

  /**
   * Gives the new file the owner and group of the one that it will replace, and until it has its
   * mode as well nobody else reads it.
   */
  private void takeOver() throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(written, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    view.setPermissions(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    try {
      if (!now.owner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
      if (!now.group().equals(old.group())) {
        view.setGroup(old.group());
      }
    } catch (FileSystemException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "%s belongs to %s:%s, and a file of yours cannot replace it; remove it or take another name",
              target,
              old.owner(),
              old.group()),
          e);
    }
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

  /**
   * Appends.
   *
   * @throws FileSystemException with the file's name, for instance for a full volume
   */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    try {
      return channel.write(bytes);
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException e) {
    return e.getMessage() == null || e instanceof FileSystemException
        ? e
        : new FileSystemException(written.toString(), null, e.getMessage());
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Says that it is whole, and on its volume: it gets its name now. */
  public synchronized void finish() throws IOException {
    if (!written.equals(target)) {
      try {
        channel.force(false); // a volume that is full at last says so now
      } catch (IOException e) {
        throw named(e);
      }
      if (Files.exists(target)) { // now: a part that is left behind must be writable
        Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
      }
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    over = true;
    channel.close(); // with its lock, which has kept others from the part until now
  }

  /** Removes it unless it was finished. Idempotent. */
  @Override
  public synchronized void close() throws IOException {
    if (!over && !written.equals(target)) {
      Files.deleteIfExists(written);
    }
    over = true;
    channel.close();
  }
}
