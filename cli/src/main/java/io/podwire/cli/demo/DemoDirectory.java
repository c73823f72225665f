package io.podwire.cli.demo;

import io.podwire.api.AccessToken;
import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import io.podwire.ipc.libc.SideLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The demo's own directory: a subdirectory of channels for each pod, the programs' logs, and a lock
 * that says that its demo lives. What a killed demo left behind is known by its free lock.
 */
final class DemoDirectory implements AutoCloseable {
  static final String LOCK = "owner.lock";
  private static final String TOKEN = "token";
  private static final String LOGS = "logs";

  private final Path path;
  private final SideLock lock;
  private boolean closed;

  private DemoDirectory(Path path, SideLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one below {@code folder} that only this user may enter. */
  static DemoDirectory create(Path folder) {
    String name = prefix() + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Path hidden = folder.resolve("." + name); // no other demo may see it without its lock
    try {
      Files.createDirectory(
          hidden,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      SideLock lock = SideLock.hold(hidden, hidden.resolve(LOCK), true);
      Files.createDirectory(hidden.resolve(LOGS));
      return new DemoDirectory(Files.move(hidden, folder.resolve(name)), lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the names of this user's demo directories begin. */
  static String prefix() {
    try {
      return "podwire-demo-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid") + "-";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the token of the demo's programs, for this user alone, and returns its file. */
  Path write(AccessToken token) {
    Path file = path.resolve(TOKEN);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, token.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** The channels of a pod, its directory made. */
  PodChannels channels(String pod) {
    try {
      Path directory = Files.createDirectory(path.resolve(pod));
      return new PodChannels(directory, queuePrefix(pod));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the names of a pod's queues begin with, after podwire's own. */
  private String queuePrefix(String pod) {
    return path.getFileName().toString().substring("podwire-".length()) + "-" + pod;
  }

  Path log(String program) {
    return path.resolve(LOGS).resolve(program + ".log");
  }

  /** Removes it with all channels, those in the kernel included. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Leftovers.remove(path);
      lock.close();
    }
  }

  /**
   * Whether a demo of this user has left the directory at {@code path}, and no living one owns it.
   */
  static boolean isAbandoned(Path path) {
    try {
      ChannelPath directory = new ChannelPath(path, path);
      return directory.holds(FileKind.DIRECTORY)
          && (!SideLock.requireOwn(path, path.resolve(LOCK)) || isFree(path));
    } catch (ChannelException e) {
      if (e.kind() == ChannelException.Kind.FOREIGN) {
        return false; // somebody else made it
      }
      throw e;
    }
  }

  private static boolean isFree(Path path) {
    try (SideLock own = SideLock.hold(path, path.resolve(LOCK), true)) {
      return true;
    } catch (ChannelException e) {
      if (e.kind() == ChannelException.Kind.IN_USE) {
        return false;
      }
      throw e;
    }
  }
}
