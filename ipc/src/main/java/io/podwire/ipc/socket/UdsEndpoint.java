package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.SideLock;
import io.podwire.ipc.libc.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A path. Who listens holds the lock {@code x.sock.lock} beside it. */
record UdsEndpoint(ChannelUri uri, Path path) implements Endpoint {
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;

  static UdsEndpoint of(ChannelUri uri) {
    String text = uri.address();
    if (text.isEmpty() || text.endsWith("/") || text.startsWith("//")) {
      throw bad(uri, "a Unix socket needs the path of its file, for instance uds:/tmp/orders.sock");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SocketAddress.MAX_PATH_BYTES) {
      throw bad(
          uri,
          "the path has %d bytes, the kernel allows %d; take a shorter one"
              .formatted(bytes, SocketAddress.MAX_PATH_BYTES));
    }
    return new UdsEndpoint(uri, Path.of(text));
  }

  private static ChannelException bad(ChannelUri uri, String wayOut) {
    return new ChannelException(ChannelException.Kind.BAD_ADDRESS, uri + ": " + wayOut);
  }

  @Override
  public SocketAddress resolve() {
    return SocketAddress.unix(path.toString());
  }

  @Override
  public void requireConnectable() {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          "%s: there is no directory %s; create it".formatted(uri, directory));
    }
    requireSocketOrNothing();
  }

  @Override
  public NameHold holdName() {
    requireConnectable();
    SideLock lock = SideLock.hold(uri, lockPath(), true);
    try {
      Connector.requireNobodyListens(this);
      remove();
      return new HeldPath(this, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Path lockPath() {
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  private void requireSocketOrNothing() {
    try {
      int mode = (int) Files.getAttribute(path, "unix:mode");
      if ((mode & S_IFMT) != S_IFSOCK) {
        throw new ChannelException(
            ChannelException.Kind.FOREIGN,
            "%s: %s is no socket; move it away or take another path".formatted(uri, path));
      }
    } catch (NoSuchFileException absent) {
      return;
    } catch (IOException e) {
      throw denied(path, e);
    }
  }

  private ChannelException denied(Path file, IOException cause) {
    return new ChannelException(
        ChannelException.Kind.DENIED,
        "%s: no access to %s; check the owner and the mode".formatted(uri, file),
        cause);
  }

  /** Removes the socket, if it is one. */
  void remove() {
    requireSocketOrNothing();
    delete(path);
  }

  void removeLock() {
    delete(lockPath());
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw denied(file, e);
    }
  }

  @Override
  public void configure(CallState state, int fd) {}

  @Override
  public ChannelUri bound(CallState state, int fd) {
    return uri;
  }

  @Override
  public String wayOutOfUse() {
    return "end the process that listens there or take another path";
  }

  /** The right to a path: the lock beside it. */
  private record HeldPath(UdsEndpoint endpoint, SideLock lock) implements NameHold {
    @Override
    public void unlink() {
      endpoint.remove();
    }

    @Override
    public void close() {
      lock.close();
    }
  }
}
