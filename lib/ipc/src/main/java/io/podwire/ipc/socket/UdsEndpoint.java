package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import io.podwire.ipc.libc.SideLock;
import io.podwire.ipc.libc.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A path. Who listens holds the lock {@code x.sock.lock} beside it. */
record UdsEndpoint(ChannelUri uri, Path path) implements Endpoint {
  static UdsEndpoint of(ChannelUri uri) {
    String text = uri.address();
    if (text.isEmpty() || text.endsWith("/") || text.startsWith("//")) {
      throw bad(uri, "a Unix socket needs the path of its file, for instance uds:/tmp/orders.sock");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SocketAddress.MAX_PATH_BYTES) {
      throw bad(
          uri,
          String.format(
              Locale.ROOT,
              "the path has %d bytes, the kernel allows %d; take a shorter one",
              bytes,
              SocketAddress.MAX_PATH_BYTES));
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
  public Targets targets() {
    List<SocketAddress> one = List.of(resolve());
    return (waits, deadlineNanos) -> one;
  }

  @Override
  public void requireConnectable() {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(Locale.ROOT, "%s: there is no directory %s; create it", uri, directory));
    }
    requireSocketOrNothing();
  }

  @Override
  public NameHold holdName() {
    requireConnectable();
    HeldPath held = new HeldPath(this, SideLock.hold(uri, lockPath(), true));
    try {
      Connector.requireNobodyListens(this);
      remove();
      return held;
    } catch (RuntimeException e) {
      held.abandon();
      throw e;
    }
  }

  Path lockPath() {
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  private ChannelPath there() {
    return new ChannelPath(uri, path);
  }

  /** Refuses what is no socket of an own user. */
  void requireSocketOrNothing() {
    boolean ignored = there().holds(FileKind.SOCKET);
  }

  /** Removes the socket, if it is one. */
  void remove() {
    there().remove(FileKind.SOCKET);
  }

  /** Whether there is a lock; refuses one that Podwire did not make. */
  boolean hasOwnLock() {
    return SideLock.requireOwn(uri, lockPath());
  }

  void removeLock() {
    SideLock.remove(uri, lockPath());
  }

  /**
   * Removes the socket and its lock, unless a live end or another program has the name. A socket
   * without a lock of Podwire is another program's, even if nobody listens there any more.
   */
  void removeUnused() {
    requireSocketOrNothing();
    if (!hasOwnLock()) {
      return;
    }
    try (NameHold hold = holdName()) {
      removeLock();
    } catch (ChannelException e) {
      if (e.kind() != ChannelException.Kind.IN_USE) {
        throw e;
      }
    }
  }

  @Override
  public void configure(CallState state, int fd) {}

  @Override
  public ChannelUri bound(CallState state, int fd, SocketAddress address) {
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

    /** A lock that stayed would call another program's socket Podwire's. */
    @Override
    public void abandon() {
      try (lock) {
        if (lock.isFirst()) {
          endpoint.removeLock();
        }
      } catch (ChannelException e) {
        // Somebody has replaced it meanwhile; why the name was abandoned is what counts.
      }
    }

    @Override
    public void close() {
      lock.close();
    }
  }
}
