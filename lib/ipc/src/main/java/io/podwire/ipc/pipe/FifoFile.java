package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.FileKind;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The file of a named pipe and the locks of its two sides, {@code x.fifo.sender.lock} and {@code
 * x.fifo.receiver.lock}. A FIFO in which a part of a message may lie must not meet a new end, which
 * would take the rest for a beginning: whoever leaves it so, or finds that its predecessor died,
 * renews the file. One that the user made stays when the channel is removed. Immutable.
 */
record FifoFile(ChannelUri uri, Path path) {
  private static final int MODE = 0660 | ChannelPath.MADE;
  private static final int PERMISSIONS = 0777;

  static FifoFile of(ChannelUri uri) {
    return new FifoFile(uri, Path.of(uri.address()));
  }

  /** Takes a side, and clears away what a dead predecessor left. */
  SideLock holdSide(String side) {
    requireFifoOrNothing();
    SideLock lock = SideLock.hold(uri, lockPath(side), true);
    try {
      if (lock.predecessorDied()) {
        renew();
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
    make(path, MODE);
  }

  private void make(Path fifo, int mode) {
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, fifo.toString(), mode) == 0) {
      return;
    }
    if (state.errno() != Errno.EEXIST) {
      throw new ChannelPath(uri, fifo).fault("mkfifo", state.errno());
    }
    boolean ignored = new ChannelPath(uri, fifo).holds(FileKind.FIFO); // refuses all else
  }

  /** Opens the FIFO without blocking; -1 with ENXIO or ENOENT in {@code state} says not yet. */
  int open(CallState state, int flags) {
    return there().open(state, FileKind.FIFO, flags);
  }

  private ChannelPath there() {
    return new ChannelPath(uri, path);
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
    boolean ignored = there().holds(FileKind.FIFO);
  }

  /** Whether {@code fd} is still what the path stands for. */
  boolean isBehind(CallState state, int fd) {
    return there().isBehind(state, fd);
  }

  /** Whether an end lives. */
  boolean isHeld() {
    return PeerWatch.isHeld(lockPath("sender")) || PeerWatch.isHeld(lockPath("receiver"));
  }

  /**
   * Refuses what Podwire did not make, at the path or at that of a lock.
   *
   * @throws io.podwire.ipc.ChannelException of kind FOREIGN
   */
  void requireOwn() {
    requireFifoOrNothing();
    boolean ignoredSender = SideLock.requireOwn(uri, lockPath("sender"));
    boolean ignoredReceiver = SideLock.requireOwn(uri, lockPath("receiver"));
  }

  /** Whether Podwire has made the FIFO, or an end has used it. */
  boolean isThere() {
    return there().holds(FileKind.FIFO)
        && (there().isMade(FileKind.FIFO)
            || Files.exists(lockPath("sender"), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(lockPath("receiver"), LinkOption.NOFOLLOW_LINKS));
  }

  /** Removes the FIFO if Podwire made it. */
  void remove() {
    if (there().isMade(FileKind.FIFO)) {
      there().remove(FileKind.FIFO);
    }
  }

  /**
   * Takes the FIFO away from whoever has it open: the next end makes one. The user's is replaced by
   * another one of the same mode, so that there is no moment without it.
   */
  void renew() {
    int mode = there().mode(FileKind.FIFO);
    if (mode == 0 || (mode & ChannelPath.MADE) != 0) {
      there().remove(FileKind.FIFO);
      return;
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".renewed");
    new ChannelPath(uri, fresh).remove(FileKind.FIFO);
    make(fresh, mode & PERMISSIONS);
    try {
      // By its name: to set it through a descriptor opens the FIFO, which waits for a writer.
      Files.setAttribute(fresh, "unix:mode", mode & PERMISSIONS);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "%s: the FIFO of a dead end cannot be replaced (%s); remove it and make it again",
              uri,
              FileFault.words(e)),
          e);
    }
  }

  /** Removes the locks of both sides. */
  void removeLocks() {
    SideLock.remove(uri, lockPath("sender"));
    SideLock.remove(uri, lockPath("receiver"));
  }
}
