package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The sign of life of one side of a channel: a lock on a file of its own, held while the side lives
 * and released by the kernel at its death, whatever the namespace. {@link PeerWatch} is the other
 * side's view. Closing in good order leaves a mark in the file, which a death does not; of holders
 * who share it the last one leaves it. Room for the mark is made when the lock is taken.
 */
public final class SideLock implements AutoCloseable {
  private static final long RETRY_NANOS = 500_000;

  private final CallState state = new CallState();
  private final ChannelFile file;
  private final boolean first;
  private final boolean predecessorDied;
  private boolean closed;

  private SideLock(ChannelFile file) {
    this.file = file;
    FileLock.lockMark(state, file.descriptor());
    try {
      long mark = SideMark.read(file);
      first = mark == 0;
      predecessorDied = mark != 0 && !SideMark.isClosed(mark);
      SideMark.write(file, SideMark.opened(mark));
    } finally {
      FileLock.unlockMark(state, file.descriptor());
    }
  }

  /** Whether nobody has held this lock before: its file was made for this holder. */
  public boolean isFirst() {
    return first;
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
   * @throws ChannelException of kind IN_USE if another live end holds it, FOREIGN if the file is
   *     not a lock file of Podwire, EXHAUSTED if the volume is full, or as open(2) fails
   */
  public static SideLock hold(Object channel, Path path, boolean exclusive) {
    while (true) {
      ChannelFile file = ChannelFile.openOrMake(channel, path);
      try {
        lock(file, exclusive);
        if (file.isBehindPath()) {
          return new SideLock(file);
        }
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
      file.close(); // removed between opening and locking: nobody else will find it
    }
  }

  /**
   * Takes an exclusive lock that its holders keep for microseconds, such as the one under which a
   * channel is looked for and made.
   *
   * @param waitNanos how long to wait for it
   * @throws ChannelException of kind IN_USE if it stays locked, and as {@link #hold}
   */
  public static SideLock holdWithin(Object channel, Path path, long waitNanos) {
    long deadlineNanos = System.nanoTime() + waitNanos;
    while (true) {
      try {
        return hold(channel, path, true);
      } catch (ChannelException e) {
        if (e.kind() != ChannelException.Kind.IN_USE || deadlineNanos - System.nanoTime() <= 0) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private static void lock(ChannelFile file, boolean exclusive) {
    SideMark.requireOwn(file); // before the lock, which may be another program's as well
    CallState state = new CallState();
    if (FileLock.tryLock(state, file.descriptor(), exclusive)) {
      return;
    }
    int errno = state.errno();
    if (errno != Errno.EAGAIN && errno != Errno.EACCES) {
      throw file.path().fault("locking", errno);
    }
    throw new ChannelException(
        ChannelException.Kind.IN_USE,
        String.format(
            Locale.ROOT,
            "%s: another live process holds this side (%s is locked); end it or take another address",
            file.path().channel(),
            file.path().path().getFileName()));
  }

  /** Releases the lock and marks that this was in good order. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      FileLock.lockMark(state, file.descriptor());
      if (!FileLock.isHeld(state, file.descriptor())) { // by one who shares it, and may die yet
        SideMark.write(file, SideMark.closed(SideMark.read(file)));
      }
    } catch (ChannelException e) {
      // Somebody replaced the content or took the room away: peers read it as a death.
    } finally {
      file.close(); // and with it both locks
    }
  }

  /**
   * Counts a sign of life of the side whose lock file this is, for {@link #signs}; nothing where no
   * whole lock file is. One thread for each side.
   *
   * @throws ChannelException of kind FOREIGN if something else is there
   */
  public static void sign(Object channel, Path path) {
    try (ChannelFile file = ChannelFile.open(channel, path, true)) {
      if (file != null) {
        SideMark.sign(file);
      }
    }
  }

  /**
   * How many signs of life that side has given; 0 where no file is. Another number than before says
   * that it lives.
   */
  public static long signs(Object channel, Path path) {
    try (ChannelFile file = ChannelFile.open(channel, path, false)) {
      return file == null ? 0 : SideMark.signs(file);
    }
  }

  /**
   * Removes a lock file, if one is there. Whoever holds the lock keeps it, unseen by others.
   *
   * @throws ChannelException of kind FOREIGN if it is not a lock file of Podwire, DENIED
   */
  public static void remove(Object channel, Path path) {
    requireOwn(channel, path);
    new ChannelPath(channel, path).remove(FileKind.REGULAR);
  }

  /**
   * Refuses what is no lock file of Podwire; returns whether there is one.
   *
   * @throws ChannelException of kind FOREIGN
   */
  public static boolean requireOwn(Object channel, Path path) {
    try (ChannelFile file = ChannelFile.open(channel, path, false)) {
      if (file != null) {
        SideMark.requireOwn(file);
      }
      return file != null;
    }
  }
}
