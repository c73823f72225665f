package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An open regular file of a channel, known to be of an own user and reached without a symbolic
 * link. For one thread at a time; {@link #close} once.
 */
public final class ChannelFile implements AutoCloseable {
  private final ChannelPath path;
  private final CallState state;
  private final int fd;

  private ChannelFile(ChannelPath path, CallState state, int fd) {
    this.path = path;
    this.state = state;
    this.fd = fd;
  }

  /**
   * Opens a file for reading, or for writing too; null if nothing is there.
   *
   * @param channel names the channel in errors
   * @throws ChannelException of kind FOREIGN if it is no regular file of an own user, or as open(2)
   *     fails
   */
  public static @Nullable ChannelFile open(Object channel, Path file, boolean writable) {
    return open(new CallState(), channel, file, writable);
  }

  /** The same with the caller's state, by which the calls on the file are counted. */
  static @Nullable ChannelFile open(CallState state, Object channel, Path file, boolean writable) {
    ChannelPath path = new ChannelPath(channel, file);
    int flags = writable ? Descriptors.O_RDWR : Descriptors.O_RDONLY;
    int fd = path.open(state, FileKind.REGULAR, flags);
    return fd < 0 ? null : new ChannelFile(path, state, fd);
  }

  /** Opens a file for reading and writing; makes an empty one (mode 0660) if nothing is there. */
  public static ChannelFile openOrMake(Object channel, Path file) {
    while (true) { // somebody may make or remove it in between
      ChannelFile found = open(channel, file, true);
      if (found == null) {
        found = makeIfAbsent(channel, file);
      }
      if (found != null) {
        return found;
      }
    }
  }

  /**
   * Makes an empty file (mode 0660) for reading and writing where nothing is.
   *
   * @throws ChannelException of kind IN_USE if something is there
   */
  public static ChannelFile make(Object channel, Path file) {
    ChannelFile made = makeIfAbsent(channel, file);
    if (made == null) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT,
              "%s: somebody has just made %s; try again or take another path",
              channel,
              file));
    }
    return made;
  }

  private static @Nullable ChannelFile makeIfAbsent(Object channel, Path file) {
    CallState state = new CallState();
    ChannelPath path = new ChannelPath(channel, file);
    int flags = Descriptors.O_RDWR | Descriptors.O_CREAT | Descriptors.O_EXCL; // follows no link
    int fd = Descriptors.open(state, file.toString(), flags, 0660);
    if (fd < 0 && state.errno() != Errno.EEXIST) {
      throw path.fault("making", state.errno());
    }
    return fd < 0 ? null : new ChannelFile(path, state, fd);
  }

  /** Where it was found. */
  public ChannelPath path() {
    return path;
  }

  int descriptor() {
    return fd;
  }

  /** Its length in bytes now. */
  public long lengthBytes() {
    return FileStatus.of(state, fd).lengthBytes();
  }

  /** Whether the path still stands for this file. */
  public boolean isBehindPath() {
    return path.isBehind(state, fd);
  }

  /** Reads up to so many bytes at an offset; fewer where the file ends. */
  public byte[] read(long offset, int bytes) {
    return FileBytes.read(this, state, offset, bytes);
  }

  /**
   * Writes all bytes at an offset.
   *
   * @throws ChannelException of kind EXHAUSTED if the volume is full
   */
  public void write(long offset, byte[] bytes) {
    FileBytes.write(this, state, offset, bytes);
  }

  /** Allocates its blocks up to a length in bytes; returns 0 or the error number. */
  public int allocate(long bytes) {
    return Descriptors.allocate(state, fd, bytes);
  }

  /** Sets the permissions, whatever the umask. */
  public void setMode(int mode) {
    if (Descriptors.setMode(state, fd, mode) != 0) {
      throw path.fault("chmod of", state.errno());
    }
  }

  /**
   * Maps its first bytes, shared with other processes, until the arena closes. An access behind the
   * file's end is an {@link InternalError}, see {@link MappingFaults}.
   *
   * @param writable whether stores are allowed; the file must be open for writing then
   */
  public MemorySegment map(Arena arena, long bytes, boolean writable) {
    long address = Pages.mapFile(state, bytes, fd, writable);
    if (address == Pages.FAILED) {
      throw path.fault("mapping", state.errno());
    }
    MemorySegment mapped =
        Pages.at(address, bytes)
            .reinterpret(arena, gone -> Pages.unmap(new CallState(), gone.address(), bytes));
    return writable ? mapped : mapped.asReadOnly();
  }

  /** Its length now, beside what it should be, for the error of a fault. */
  public String found(long expectedBytes) {
    return String.format(
        Locale.ROOT, "%s has %d bytes, expected %d", path.path(), lengthBytes(), expectedBytes);
  }

  @Override
  public void close() {
    Descriptors.close(state, fd);
  }
}
