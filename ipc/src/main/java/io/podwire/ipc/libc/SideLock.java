package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sign of life of one side of a channel: a lock on a file of its own, held while the side lives
 * and released by the kernel at its death, whatever the namespace. {@link PeerWatch} is the other
 * side's view. Closing in good order leaves a mark in the file, which a death does not; of holders
 * who share it the last one leaves it.
 */
public final class SideLock implements AutoCloseable {
  private final CallState state = new CallState();
  private final int fd;
  private final boolean predecessorDied;
  private boolean closed;

  private SideLock(int fd) {
    this.fd = fd;
    FileLock.lockMark(state, fd);
    long mark = SideMark.read(state, fd);
    predecessorDied = mark != 0 && !SideMark.isClosed(mark);
    SideMark.write(state, fd, SideMark.opened(mark));
    FileLock.unlockMark(state, fd);
  }

  /** Whether the holder before this one died without closing in good order. */
  public boolean predecessorDied() {
    return predecessorDied;
  }

  /**
   * Takes the lock of a side, creating the file (mode 0660).
   *
   * @param channel names the channel in errors
   * @param exclusive whether only one holder is allowed; competing consumers share
   * @throws ChannelException of kind IN_USE if another live end holds it, or as open(2) fails
   */
  public static SideLock hold(Object channel, Path file, boolean exclusive) {
    CallState state = new CallState();
    while (true) {
      int fd = lock(state, channel, file, exclusive);
      if (isBehind(file, fd)) {
        return new SideLock(fd);
      }
      Descriptors.close(state, fd); // removed between opening and locking: nobody else will find it
    }
  }

  private static int lock(CallState state, Object channel, Path file, boolean exclusive) {
    int fd =
        Descriptors.open(state, file.toString(), Descriptors.O_RDWR | Descriptors.O_CREAT, 0660);
    if (fd < 0) {
      throw Errno.fault(
          channel,
          "opening " + file,
          state.errno(),
          "check that the directory exists and is writable");
    }
    if (!FileLock.tryLock(state, fd, exclusive)) {
      int errno = state.errno();
      Descriptors.close(state, fd);
      if (errno != Errno.EAGAIN && errno != Errno.EACCES) {
        throw Errno.fault(channel, "locking " + file, errno, "");
      }
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          "%s: another live process holds this side (%s is locked); end it or take another address"
              .formatted(channel, file.getFileName()));
    }
    return fd;
  }

  private static boolean isBehind(Path file, int fd) {
    try {
      return Files.isSameFile(file, Path.of("/proc/self/fd/" + fd));
    } catch (IOException absent) {
      return false;
    }
  }

  /** Releases the lock and marks that this was in good order. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      FileLock.lockMark(state, fd);
      if (!FileLock.isHeld(state, fd)) { // by one who shares it, and may die yet
        SideMark.write(state, fd, SideMark.closed(SideMark.read(state, fd)));
      }
      Descriptors.close(state, fd); // and with it both locks
    }
  }
}
