package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file of a named pipe and the locks of its two sides, {@code x.fifo.sender.lock} and {@code
 * x.fifo.receiver.lock}. A FIFO in which a part of a message may lie must not meet a new end, which
 * would take the rest for a beginning: whoever leaves it so, or finds that its predecessor died,
 * removes the file, and it is made anew. Immutable.
 */
record FifoFile(ChannelUri uri, Path path) {
  private static final int MODE = 0660;
  private static final int S_IFMT = 0170000;
  private static final int S_IFIFO = 0010000;

  static FifoFile of(ChannelUri uri) {
    return new FifoFile(uri, Path.of(uri.address()));
  }

  /** Takes a side, and clears away what a dead predecessor left. */
  SideLock holdSide(String side) {
    requireFifoOrNothing();
    SideLock lock = SideLock.hold(uri, lockPath(side), true);
    try {
      if (lock.predecessorDied()) {
        remove();
      }
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Path lockPath(String side) {
    return path.resolveSibling(path.getFileName() + "." + side + ".lock");
  }

  /** Makes the FIFO unless it is there. */
  void make() {
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, path.toString(), MODE) == 0) {
      return;
    }
    if (state.errno() != Errno.EEXIST) {
      throw Errno.fault(
          uri, "mkfifo", state.errno(), "check that the directory exists and is writable");
    }
    requireFifoOrNothing();
  }

  /** Opens the FIFO without blocking; -1 with ENXIO or ENOENT in {@code state} says not yet. */
  int open(CallState state, int flags) {
    int fd = Descriptors.open(state, path.toString(), flags | Descriptors.O_NONBLOCK, 0);
    if (fd < 0 && state.errno() != Errno.ENXIO && state.errno() != Errno.ENOENT) {
      throw Errno.fault(uri, "open", state.errno(), "check the owner and the mode of " + path);
    }
    return fd;
  }

  /** Makes the FIFO if need be and opens it for reading. */
  int openToRead(CallState state) {
    while (true) { // the other side may remove it in between
      make();
      int fd = open(state, Descriptors.O_RDONLY);
      if (fd >= 0) {
        return fd;
      }
    }
  }

  private void requireFifoOrNothing() {
    try {
      int mode = (int) Files.getAttribute(path, "unix:mode");
      if ((mode & S_IFMT) != S_IFIFO) {
        throw new ChannelException(
            ChannelException.Kind.FOREIGN,
            "%s: %s is no FIFO; move it away or take another path".formatted(uri, path));
      }
    } catch (NoSuchFileException absent) {
      return;
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.DENIED, "%s: %s cannot be looked at".formatted(uri, path), e);
    }
  }

  /** Whether {@code fd} is still what the path stands for. */
  boolean isBehind(int fd) {
    try {
      return Files.getAttribute(path, "unix:ino")
          .equals(Files.getAttribute(Path.of("/proc/self/fd/" + fd), "unix:ino"));
    } catch (IOException absent) {
      return false;
    }
  }

  /** Whether an end lives. */
  boolean isHeld() {
    return isHeld("sender") || isHeld("receiver");
  }

  private boolean isHeld(String side) {
    try (PeerWatch watch = new PeerWatch(lockPath(side))) {
      return watch.look() == PeerWatch.Sight.ALIVE;
    }
  }

  /** Removes the FIFO, if it is one. */
  void remove() {
    requireFifoOrNothing();
    delete(path);
  }

  /** Removes the locks of both sides. */
  void removeLocks() {
    delete(lockPath("sender"));
    delete(lockPath("receiver"));
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.DENIED, "%s: %s cannot be removed".formatted(uri, file), e);
    }
  }
}
