package io.podwire.ipc.libc;

import java.nio.file.Path;

/**
 * Watches the {@link SideLock} of the other side. For one thread. Looking costs one system call
 * while the lock is held and some nine when it is not; call it in slow paths only.
 */
public final class PeerWatch implements AutoCloseable {
  /** What a look finds. */
  public enum Sight {
    /** Nobody has held the lock since this watch began. */
    NEVER_SEEN,
    /** A live end holds the lock. */
    ALIVE,
    /** The last holder closed in good order. */
    CLOSED,
    /** The last holder died. */
    DEAD
  }

  private final CallState state = new CallState();
  private final String file;
  private int fd = -1;
  private final long firstMark;
  private long lastMark;
  private boolean seen;

  /**
   * Watches the lock at {@code file}, which need not exist yet. An end begins its watch before it
   * takes its own lock, so that no peer that waited for it is overlooked.
   */
  public PeerWatch(Path file) {
    this.file = file.toString();
    reopen();
    firstMark = readMark();
    seen = isHeld();
  }

  /** Looks now. */
  public Sight look() {
    if (isHeld() || isHeldAfterAll()) {
      return alive();
    }
    reopen(); // the file may have been made, or made again, since
    if (isHeldAfterAll()) {
      return alive();
    }
    seen |= lastMark != firstMark;
    if (!seen) {
      return Sight.NEVER_SEEN;
    }
    return SideMark.isClosed(lastMark) ? Sight.CLOSED : Sight.DEAD;
  }

  private boolean isHeld() {
    return fd >= 0 && FileLock.isHeld(state, fd);
  }

  /**
   * Whether somebody holds the lock. If not, the last mark is of the last one who did, and not of
   * one who has come since and lives.
   */
  private boolean isHeldAfterAll() {
    long mark;
    do {
      mark = readMark();
      if (isHeld()) {
        return true;
      }
    } while (readMark() != mark);
    return false;
  }

  /** The mark in the file, or the last one read when the file is gone or made anew, not marked. */
  private long readMark() {
    long mark = fd < 0 ? 0 : SideMark.read(state, fd);
    if (mark != 0) {
      lastMark = mark;
    }
    return lastMark;
  }

  private Sight alive() {
    seen = true;
    return Sight.ALIVE;
  }

  private void reopen() {
    close();
    fd = Descriptors.open(state, file, Descriptors.O_RDONLY, 0);
  }

  /** System calls made by looking. */
  public long systemCalls() {
    return state.systemCalls();
  }

  /** Frees the descriptor; a later look opens it again. */
  @Override
  public void close() {
    if (fd >= 0) {
      Descriptors.close(state, fd);
      fd = -1;
    }
  }
}
