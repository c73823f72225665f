package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.HeaderDescriptor.*;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.ChannelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the first line of a file says, checked before the file is mapped.
 *
 * @param capacityBytes a power of two within the limits
 * @param fileId equal in both files of a ring
 */
record RingHeader(long capacityBytes, long fileId) {
  /** The beginning of a new file, which gets its name once it is whole. */
  byte[] bytes(RingFile kind) {
    ByteBuffer header = ByteBuffer.allocate((int) FIXED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put((int) MAGIC_OFFSET, kind.magic());
    header.putInt((int) VERSION_OFFSET, LAYOUT_VERSION);
    header.putLong((int) CAPACITY_OFFSET, capacityBytes);
    header.putLong((int) FILE_ID_OFFSET, fileId);
    header.putLong((int) READY_OFFSET, READY);
    return header.array();
  }

  /**
   * Reads and checks both files of a ring.
   *
   * @throws ChannelException of kind FOREIGN, VERSION or CORRUPT
   */
  static RingHeader read(RingAddress address) {
    try (ChannelFile data = RingFile.DATA.open(address, false);
        ChannelFile cursor = RingFile.CURSOR.open(address, false)) {
      return read(address.uri(), data, cursor);
    }
  }

  /** As above, of files that are open. */
  static RingHeader read(ChannelUri uri, ChannelFile dataFile, ChannelFile cursorFile) {
    RingHeader data = read(uri, dataFile, RingFile.DATA);
    RingHeader cursor = read(uri, cursorFile, RingFile.CURSOR);
    requireSize(uri, dataFile, DataFileDescriptor.fileBytes(data.capacityBytes));
    requireSize(uri, cursorFile, CursorFileDescriptor.FILE_BYTES);
    if (!data.equals(cursor)) {
      throw corrupt(
          uri,
          cursorFile,
          String.format(
              Locale.ROOT, "has id %x and capacity %d", cursor.fileId, cursor.capacityBytes),
          String.format(
              Locale.ROOT,
              "%x and %d as in %s",
              data.fileId,
              data.capacityBytes,
              dataFile.path().path()));
    }
    return data;
  }

  private static RingHeader read(ChannelUri uri, ChannelFile file, RingFile kind) {
    byte[] found = file.read(0, (int) FIXED_BYTES);
    ByteBuffer header = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
    requireMagic(uri, file, kind, header);
    if (found.length < FIXED_BYTES) {
      throw corrupt(uri, file, "has only " + found.length + " bytes", FIXED_BYTES + " or more");
    }
    requireVersion(uri, file.path().path(), header.getInt((int) VERSION_OFFSET));
    long capacity = header.getLong((int) CAPACITY_OFFSET);
    if (!RingAddress.isCapacity(capacity)) {
      throw corrupt(uri, file, "has capacity " + capacity, "a power of two from 4KiB to 1GiB");
    }
    if (header.getLong((int) READY_OFFSET) != READY) {
      throw corrupt(uri, file, "is not ready", "a finished file");
    }
    return new RingHeader(capacity, header.getLong((int) FILE_ID_OFFSET));
  }

  private static void requireMagic(
      ChannelUri uri, ChannelFile file, RingFile kind, ByteBuffer header) {
    byte[] beginning = Arrays.copyOf(header.array(), Math.min(header.capacity(), Long.BYTES));
    if (!kind.isOwn(beginning)) {
      throw new ChannelException(
          Kind.FOREIGN,
          String.format(
              Locale.ROOT,
              "%s: %s is not a file of Podwire (it begins with %s, expected %s); take another directory",
              uri,
              file.path().path(),
              HexFormat.of().formatHex(beginning),
              HexFormat.of().formatHex(kind.magic())));
    }
    if (beginning.length == Long.BYTES && header.getLong((int) MAGIC_OFFSET) == 0) {
      throw corrupt(uri, file, "begins with zeros", "what Podwire writes there");
    }
  }

  private static void requireVersion(ChannelUri uri, Path file, int version) {
    if (version != LAYOUT_VERSION) {
      throw new ChannelException(
          Kind.VERSION,
          String.format(
              Locale.ROOT,
              "%s: %s has layout version %d, this Podwire expects %d; run the same version at both ends, or remove the channel",
              uri,
              file,
              version,
              LAYOUT_VERSION));
    }
  }

  private static void requireSize(ChannelUri uri, ChannelFile file, long bytes) {
    long found = file.lengthBytes();
    if (found != bytes) {
      throw corrupt(uri, file, "has " + found + " bytes", bytes + " bytes");
    }
  }

  private static ChannelException corrupt(
      ChannelUri uri, ChannelFile file, String found, String expected) {
    return new ChannelException(
        Kind.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: %s %s, expected %s; remove the channel and start both ends again",
            uri,
            file.path().path(),
            found,
            expected));
  }
}
