package io.podwire.sidecar.channels;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.PeerWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

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
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files
          .filter(file -> belongsTo(directory.relativize(file), name))
          .anyMatch(ChannelLocks::isHeld);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, "%s: cannot be read: %s".formatted(directory, e), e);
    }
  }

  private static boolean belongsTo(Path relative, String name) {
    return relative.toString().contains(name) && relative.toString().contains("lock");
  }

  private static boolean isHeld(Path file) {
    try (PeerWatch watch = new PeerWatch(file)) {
      return Files.isRegularFile(file) && watch.look() == PeerWatch.Sight.ALIVE;
    }
  }
}
