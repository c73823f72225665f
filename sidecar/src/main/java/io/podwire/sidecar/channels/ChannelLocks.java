package io.podwire.sidecar.channels;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.libc.PeerWatch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;

/** Whether a live program holds a side of a channel. Stateless. */
final class ChannelLocks {
  private ChannelLocks() {}

  /**
   * Looks at every lock file of a channel: those in or beside it, or named after it.
   *
   * @param directories the pod's channel directories, which hold them
   */
  static boolean isHeld(Set<Path> directories, ChannelUri uri) {
    String name = uri.address().substring(uri.address().lastIndexOf('/') + 1);
    return directories.stream().anyMatch(directory -> isHeld(directory, name));
  }

  private static boolean isHeld(Path directory, String name) {
    LockSearch search = new LockSearch(directory, name);
    try {
      Files.walkFileTree(directory, Set.of(), 2, search);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(Locale.ROOT, "%s: cannot be read: %s", directory, FileFault.words(e)),
          e);
    }
    return search.found;
  }

  /** Ends at the first held lock. The pod's programs make and remove files meanwhile. */
  private static final class LockSearch extends SimpleFileVisitor<Path> {
    private final Path directory;
    private final String name;
    private boolean found;

    LockSearch(Path directory, String name) {
      this.directory = directory;
      this.name = name;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      found =
          attributes.isRegularFile() && belongsTo(directory.relativize(file), name) && isHeld(file);
      return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException && !file.equals(directory)) {
        return FileVisitResult.CONTINUE; // removed since it was listed, so nobody holds it
      }
      throw e;
    }
  }

  private static boolean belongsTo(Path relative, String name) {
    return relative.toString().contains(name) && relative.toString().contains("lock");
  }

  private static boolean isHeld(Path file) {
    try {
      return PeerWatch.isHeld(file);
    } catch (ChannelException e) {
      if (e.kind() == ChannelException.Kind.FOREIGN) {
        return false; // a file of somebody else's, which no program of the pod holds
      }
      throw e;
    }
  }
}
