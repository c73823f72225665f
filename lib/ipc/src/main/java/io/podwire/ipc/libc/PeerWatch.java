package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Watches the {@link SideLock} of the other side. For one thread. Looking costs one system call
 * while the lock is held and some twenty when it is not; call it in slow paths only.
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
    DEAD;

    /** Whether there was a holder and is none any more. */
    public boolean isGone() {
      return this == CLOSED || this == DEAD;
    }
  }

  private final CallState state = new CallState();
  private final Path path;
  private @Nullable ChannelFile file;
  private final long firstMark;
  private long lastMark;
  private boolean seen;

  /**
   * Watches the lock at {@code file}, which need not exist yet. An end begins its watch before it
   * takes its own lock, so that no peer that waited for it is overlooked.
   *
   * @throws ChannelException of kind FOREIGN if something else is there
   */
  public PeerWatch(Path path) {
    this.path = path;
    reopen();
    firstMark = readMark();
    seen = isHeld();
  }

  /** Whether a live end holds the lock at {@code path}; false if nothing is there. */
  public static boolean isHeld(Path path) {
    try (PeerWatch watch = new PeerWatch(path)) {
      return watch.look() == Sight.ALIVE;
    }
  }

  /**
   * Looks now.
   *
   * @throws ChannelException of kind FOREIGN if something else is there by now
   */
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
    return file != null && FileLock.isHeld(state, file.descriptor());
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
    long mark = file == null ? 0 : SideMark.read(file);
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
    ChannelFile opened = ChannelFile.open(state, path, path, false);
    if (opened != null) {
      requireOwn(opened);
    }
    file = opened;
  }

  private static void requireOwn(ChannelFile opened) {
    try {
      SideMark.requireOwn(opened);
    } catch (ChannelException e) {
      opened.close();
      throw e;
    }
  }

  /** System calls made by looking. */
  public long systemCalls() {
    return state.systemCalls();
  }

  /** Frees the descriptor; a later look opens it again. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
