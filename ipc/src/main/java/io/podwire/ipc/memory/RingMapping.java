package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Both files of a ring in memory, each writable for its one writer only.
 *
 * @param arena a shared one: closing it makes an access of another thread throw, not crash
 */
record RingMapping(Arena arena, MemorySegment data, MemorySegment cursor, long capacityBytes) {
  static RingMapping ofProducer(RingAddress address, RingHeader header) {
    return map(address, header, MapMode.READ_WRITE, MapMode.READ_ONLY);
  }

  static RingMapping ofConsumer(RingAddress address, RingHeader header) {
    return map(address, header, MapMode.READ_ONLY, MapMode.READ_WRITE);
  }

  @SuppressWarnings("MustBeClosedChecker") // the end that asked for the mapping closes it
  private static RingMapping map(
      RingAddress address, RingHeader header, MapMode dataMode, MapMode cursorMode) {
    Arena arena = Arena.ofShared();
    try {
      long capacity = header.capacityBytes();
      long dataBytes = DataFileDescriptor.fileBytes(capacity);
      ChannelUri uri = address.uri();
      MemorySegment data = map(uri, address.data(), dataMode, dataBytes, arena);
      MemorySegment cursor =
          map(uri, address.cursor(), cursorMode, CursorFileDescriptor.FILE_BYTES, arena);
      return new RingMapping(arena, data, cursor, capacity);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static MemorySegment map(
      ChannelUri uri, Path file, MapMode mode, long bytes, Arena arena) {
    StandardOpenOption[] options =
        mode == MapMode.READ_ONLY
            ? new StandardOpenOption[] {StandardOpenOption.READ}
            : new StandardOpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE};
    try (FileChannel channel = FileChannel.open(file, options)) {
      MemorySegment mapped = channel.map(mode, 0, bytes, arena);
      // As a plain native segment, so that who handles messages of several mechanisms meets one
      // class.
      MemorySegment plain =
          MemorySegment.ofAddress(mapped.address()).reinterpret(bytes, arena, null);
      return mode == MapMode.READ_ONLY ? plain.asReadOnly() : plain;
    } catch (IOException e) {
      throw RingDirectory.fault(uri, "mapping " + file, e);
    }
  }

  /** Runs {@code use}; unmaps if it throws. */
  <T> T closeOnFailure(Supplier<T> use) {
    try {
      return use.get();
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Whether the consumer has taken all that a producer has published. */
  static boolean isEmpty(RingAddress address, RingHeader header) {
    RingMapping mapping = map(address, header, MapMode.READ_ONLY, MapMode.READ_ONLY);
    try {
      return mapping.headerAt(mapping.cursorPosition(address.uri())) == 0;
    } finally {
      mapping.arena.close();
    }
  }

  /** The record header at a position, 0 if nothing is published there. */
  long headerAt(long position) {
    // acquire: pairs with the release in RingSender.publish
    return Words.getAcquire(
        data, DataFileDescriptor.RECORDS_OFFSET + (position & capacityBytes - 1));
  }

  /**
   * The position up to which the consumer has taken the records.
   *
   * @throws io.podwire.ipc.ChannelException of kind CORRUPT if it is no position
   */
  long cursorPosition(ChannelUri uri) {
    // acquire: pairs with the release in RingReceiver.acknowledge
    long position = Words.getAcquire(cursor, CursorFileDescriptor.POSITION_OFFSET);
    if (position < 0 || position % RecordDescriptor.HEADER_BYTES != 0) {
      throw RingEnd.badCursor(uri, position, "a multiple of 8");
    }
    return position;
  }

  /**
   * Where a producer goes on: behind the last published record.
   *
   * @throws io.podwire.ipc.ChannelException of kind CORRUPT if the records do not lead there
   */
  long publishedPosition(ChannelUri uri) {
    long cursorPosition = cursorPosition(uri);
    long position = cursorPosition;
    for (long header = headerAt(position); header != 0; header = headerAt(position)) {
      position += RecordDescriptor.checkedBytes(uri, position, header, capacityBytes);
      if (position - cursorPosition >= capacityBytes) {
        throw RingEnd.badCursor(uri, cursorPosition, "records that end within the capacity");
      }
    }
    return position;
  }
}
