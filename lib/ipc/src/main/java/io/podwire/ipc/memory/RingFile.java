package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The two files of a ring. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes into the magic
enum RingFile {
  /** The producer's. */
  DATA(DataFileDescriptor.NAME, DataFileDescriptor.MAGIC),
  /** The consumer's. */
  CURSOR(CursorFileDescriptor.NAME, CursorFileDescriptor.MAGIC);

  private final String name;
  private final byte[] magic;

  RingFile(String name, long magic) {
    this.name = name;
    this.magic =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(magic).array();
  }

  /** What the file begins with. */
  byte[] magic() {
    return magic;
  }

  Path path(RingAddress address) {
    return address.directory().resolve(name);
  }

  /** The name under which the file is made. */
  Path unfinished(RingAddress address) {
    return address.directory().resolve(name + ".new");
  }

  /** Whether a file of an own user is there. */
  boolean isThere(RingAddress address) {
    return new ChannelPath(address.uri(), path(address)).holds(FileKind.REGULAR);
  }

  /**
   * Opens the file.
   *
   * @throws ChannelException of kind CORRUPT if it is missing, FOREIGN if something else is there
   */
  ChannelFile open(RingAddress address, boolean writable) {
    ChannelFile file = ChannelFile.open(address.uri(), path(address), writable);
    if (file == null) {
      throw new ChannelException(
          Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "%s: %s is missing; remove the channel and start both ends again",
              address.uri(),
              path(address)));
    }
    return file;
  }

  /**
   * Refuses what Podwire did not make, under either name: the file may be damaged, but begins as it
   * should or with zeros, which it does before it is finished.
   *
   * @throws ChannelException of kind FOREIGN
   */
  void requireOwn(RingAddress address) {
    requireOwn(address, path(address));
    requireOwn(address, unfinished(address));
  }

  private void requireOwn(RingAddress address, Path path) {
    try (ChannelFile file = ChannelFile.open(address.uri(), path, false)) {
      if (file != null && !isOwn(file.read(0, Long.BYTES))) {
        throw file.path().foreign("is not a file of Podwire");
      }
    }
  }

  /** Whether a file that begins so may be this one, whole, cut short or unfinished. */
  boolean isOwn(byte[] beginning) {
    int bytes = beginning.length;
    return Arrays.equals(beginning, 0, bytes, magic, 0, bytes)
        || Arrays.equals(beginning, new byte[bytes]);
  }

  /** Removes the file under both names. The caller has asked whose they are. */
  void remove(RingAddress address) {
    new ChannelPath(address.uri(), path(address)).remove(FileKind.REGULAR);
    new ChannelPath(address.uri(), unfinished(address)).remove(FileKind.REGULAR);
  }
}
