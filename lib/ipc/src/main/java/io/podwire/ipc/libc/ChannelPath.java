package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A path at which a file of a channel is expected. Whatever lies there is looked at before it is
 * used: no symbolic link is followed, nothing blocks, and kind and owner are known of the very file
 * that is then opened (O_PATH, open(2)). Immutable.
 *
 * @param channel names the channel in errors
 */
public record ChannelPath(Object channel, Path path) {
  /**
   * Added to the mode of a FIFO or a queue that Podwire makes, so that it removes no other: the
   * sticky bit, which means nothing to either (inode(7)) and comes and goes with the file.
   */
  public static final int MADE = 01000;

  /** The same of a directory: the set-user-ID bit, which Linux ignores there. */
  public static final int MADE_DIRECTORY = 04000;

  private static final int PERMISSIONS = 0777;
  private static final int SET_GROUP_ID = 02000;
  private static final String WAY_OUT = "; move it away or take another path";

  /**
   * Whether a file of that kind is there; false if nothing is.
   *
   * @throws ChannelException of kind FOREIGN if something else is, or if it is somebody else's
   */
  public boolean holds(FileKind kind) {
    CallState state = new CallState();
    int seen = look(state, kind);
    if (seen >= 0) {
      Descriptors.close(state, seen);
    }
    return seen >= 0;
  }

  /**
   * Whether a file of that kind is there that Podwire made.
   *
   * @throws ChannelException of kind FOREIGN as {@link #holds}
   */
  public boolean isMade(FileKind kind) {
    return (mode(kind) & (kind == FileKind.DIRECTORY ? MADE_DIRECTORY : MADE)) != 0;
  }

  /**
   * The mode of the file of that kind, without its type; 0 if nothing is there.
   *
   * @throws ChannelException of kind FOREIGN as {@link #holds}
   */
  public int mode(FileKind kind) {
    CallState state = new CallState();
    int seen = look(state, kind);
    if (seen < 0) {
      return 0;
    }
    try {
      return FileStatus.of(state, seen).mode();
    } finally {
      Descriptors.close(state, seen);
    }
  }

  /** Whether Podwire made what is open already: a POSIX queue. */
  public static boolean isMade(int fd) {
    return (FileStatus.of(new CallState(), fd).mode() & MADE) != 0;
  }

  /**
   * Opens a file of that kind without blocking. Returns -1 if nothing is there (ENOENT) or if a
   * FIFO has no reader (ENXIO); {@code state} says which.
   *
   * @param flags of open(2)
   * @throws ChannelException of kind FOREIGN as {@link #holds}, or as open(2) fails
   */
  public int open(CallState state, FileKind kind, int flags) {
    int seen = look(state, kind);
    if (seen < 0) {
      return -1;
    }
    try {
      int fd = Descriptors.open(state, "/proc/self/fd/" + seen, flags | Descriptors.O_NONBLOCK, 0);
      if (fd < 0 && state.errno() != Errno.ENXIO) {
        throw fault("opening", state.errno());
      }
      return fd;
    } finally {
      Descriptors.close(new CallState(), seen); // a state of its own: the caller asks for errno
    }
  }

  /** Opens what is there, but for its content; -1 if nothing is. */
  private int look(CallState state, FileKind kind) {
    int seen = openUnread(state);
    if (seen < 0) {
      return -1;
    }
    try {
      require(FileStatus.of(state, seen), kind);
      return seen;
    } catch (RuntimeException e) {
      Descriptors.close(state, seen);
      throw e;
    }
  }

  private int openUnread(CallState state) {
    int seen =
        Descriptors.open(state, path.toString(), Descriptors.O_PATH | Descriptors.O_NOFOLLOW, 0);
    if (seen < 0 && state.errno() != Errno.ENOENT) {
      throw fault("opening", state.errno());
    }
    return seen;
  }

  private void require(FileStatus found, FileKind kind) {
    if (found.kind() != kind) {
      throw foreign("is " + found.kind().words() + ", expected " + kind.words());
    }
    requireOwner(found);
  }

  private void requireOwner(FileStatus found) {
    if (!FileOwners.isTrusted(found.userId(), found.groupId())) {
      throw foreign(
          String.format(
              Locale.ROOT,
              "belongs to user %s of group %s, expected %s",
              Integer.toUnsignedString(found.userId()),
              Integer.toUnsignedString(found.groupId()),
              FileOwners.words()));
    }
  }

  /**
   * Refuses what is open under this name already if it is somebody else's: a POSIX queue is opened
   * by a call of its own.
   *
   * @throws ChannelException of kind FOREIGN
   */
  public void requireOwner(int fd) {
    requireOwner(FileStatus.of(new CallState(), fd));
  }

  /** The refusal of a file that Podwire did not make. */
  public ChannelException foreign(String found) {
    return new ChannelException(
        ChannelException.Kind.FOREIGN,
        String.format(Locale.ROOT, "%s %s%s", subject(), found, WAY_OUT));
  }

  private String subject() {
    return channel.equals(path) ? path.toString() : channel + ": " + path;
  }

  /** A fault of a system call on this file. */
  public ChannelException fault(String call, int errno) {
    String wayOut =
        switch (errno) {
          case Errno.ENOSPC, Errno.EDQUOT -> "free room on its volume or enlarge it";
          case Errno.EACCES, Errno.EPERM -> "check the owner and the mode";
          case Errno.ENOENT -> "check that the directory exists and is writable";
          case Errno.ENOTDIR -> "move what lies in the directory's place away or take another path";
          case Errno.ENAMETOOLONG -> "take a shorter path";
          case Errno.EMFILE, Errno.ENFILE -> "raise the limit of open files (ulimit -n)";
          default -> "take another path";
        };
    return Errno.fault(channel, call + " " + path, errno, wayOut);
  }

  /** Whether the path still stands for the file behind an open descriptor. */
  public boolean isBehind(CallState state, int fd) {
    int seen = openUnread(state);
    if (seen < 0) {
      return false;
    }
    try {
      return FileStatus.of(state, seen).isSameFile(FileStatus.of(state, fd));
    } finally {
      Descriptors.close(state, seen);
    }
  }

  /**
   * Removes a file of that kind, if one is there.
   *
   * @throws ChannelException of kind FOREIGN as {@link #holds}, DENIED
   */
  public void remove(FileKind kind) {
    if (!holds(kind)) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.DENIED,
          String.format(
              Locale.ROOT,
              "%s: %s cannot be removed: %s; check the owner of its directory",
              channel,
              path,
              FileFault.words(e)),
          e);
    }
  }

  /**
   * Sets the permissions of a directory, whatever the umask. It keeps the set-group-ID bit that it
   * inherited, by which users of one group share what is made in it.
   *
   * @param mode for instance 0770
   */
  public void setDirectoryMode(int mode) {
    CallState state = new CallState();
    int fd = open(state, FileKind.DIRECTORY, Descriptors.O_RDONLY);
    if (fd < 0) {
      throw fault("opening", state.errno());
    }
    int inherited = FileStatus.of(state, fd).mode() & SET_GROUP_ID;
    int result = Descriptors.setMode(state, fd, mode | inherited);
    if (result != 0 && state.errno() == Errno.EPERM) { // a sandbox may forbid the bits above
      result = Descriptors.setMode(state, fd, mode & PERMISSIONS);
    }
    int errno = state.errno();
    Descriptors.close(state, fd);
    if (result != 0) {
      throw fault("chmod of", errno);
    }
  }
}
