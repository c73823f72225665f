package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.HeaderDescriptor.*;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the first line of a file says, checked before the file is mapped.
 *
 * @param capacityBytes a power of two within the limits
 * @param fileId equal in both files of a ring
 */
record RingHeader(long capacityBytes, long fileId) {
  /** Fills the header of a new file; {@code ready} is stored last. */
  void writeTo(MemorySegment file, long magic) {
    Words.set(file, MAGIC_OFFSET, magic);
    file.set(ValueLayout.JAVA_INT, VERSION_OFFSET, LAYOUT_VERSION);
    Words.set(file, CAPACITY_OFFSET, capacityBytes);
    Words.set(file, FILE_ID_OFFSET, fileId);
    Words.setRelease(file, READY_OFFSET, READY); // release: whoever sees ready sees the rest
  }

  /**
   * Reads and checks both files of a ring.
   *
   * @throws ChannelException of kind FOREIGN, VERSION or CORRUPT
   */
  static RingHeader read(RingAddress address) {
    ChannelUri uri = address.uri();
    RingHeader data = read(uri, address.data(), DataFileDescriptor.MAGIC);
    RingHeader cursor = read(uri, address.cursor(), CursorFileDescriptor.MAGIC);
    requireSize(uri, address.data(), DataFileDescriptor.fileBytes(data.capacityBytes));
    requireSize(uri, address.cursor(), CursorFileDescriptor.FILE_BYTES);
    if (!data.equals(cursor)) {
      throw corrupt(
          uri,
          address.cursor(),
          "has id %x and capacity %d".formatted(cursor.fileId, cursor.capacityBytes),
          "%x and %d as in %s".formatted(data.fileId, data.capacityBytes, address.data()));
    }
    return data;
  }

  private static RingHeader read(ChannelUri uri, Path file, long magic) {
    ByteBuffer header = ByteBuffer.allocate((int) FIXED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header, header.position()) > 0) {}
    } catch (IOException e) {
      throw RingDirectory.fault(uri, "reading " + file, e);
    }
    return check(uri, file, header, magic);
  }

  private static RingHeader check(ChannelUri uri, Path file, ByteBuffer header, long magic) {
    int found = header.position();
    if (found >= Long.BYTES && header.getLong((int) MAGIC_OFFSET) != magic) {
      throw new ChannelException(
          Kind.FOREIGN,
          "%s: %s is not a file of Podwire (it begins with %016x, expected %016x); take another directory"
              .formatted(uri, file, header.getLong((int) MAGIC_OFFSET), magic));
    }
    if (found < FIXED_BYTES) {
      throw corrupt(uri, file, "has only " + found + " bytes", FIXED_BYTES + " or more");
    }
    requireVersion(uri, file, header.getInt((int) VERSION_OFFSET));
    long capacity = header.getLong((int) CAPACITY_OFFSET);
    if (!RingAddress.isCapacity(capacity)) {
      throw corrupt(uri, file, "has capacity " + capacity, "a power of two from 4KiB to 1GiB");
    }
    if (header.getLong((int) READY_OFFSET) != READY) {
      throw corrupt(uri, file, "is not ready", "a finished file");
    }
    return new RingHeader(capacity, header.getLong((int) FILE_ID_OFFSET));
  }

  private static void requireVersion(ChannelUri uri, Path file, int version) {
    if (version != LAYOUT_VERSION) {
      throw new ChannelException(
          Kind.VERSION,
          "%s: %s has layout version %d, this Podwire expects %d; run the same version at both ends, or remove the channel"
              .formatted(uri, file, version, LAYOUT_VERSION));
    }
  }

  private static void requireSize(ChannelUri uri, Path file, long bytes) {
    long found = file.toFile().length();
    if (found != bytes) {
      throw corrupt(uri, file, "has " + found + " bytes", bytes + " bytes");
    }
  }

  private static ChannelException corrupt(
      ChannelUri uri, Path file, String found, String expected) {
    return new ChannelException(
        Kind.CORRUPT,
        "%s: %s %s, expected %s; remove the channel and start both ends again"
            .formatted(uri, file, found, expected));
  }
}
