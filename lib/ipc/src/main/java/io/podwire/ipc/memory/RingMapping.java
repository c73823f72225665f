package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.MappingFaults;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Both files of a ring in memory, each writable for its one writer only.
 *
 * @param arena a shared one: closing it makes an access of another thread throw, not crash
 * @param dataFile kept open to say what has become of it
 * @param cursorFile likewise
 */
record RingMapping(
    Arena arena,
    MemorySegment data,
    MemorySegment cursor,
    long capacityBytes,
    ChannelFile dataFile,
    ChannelFile cursorFile)
    implements AutoCloseable {
  static RingMapping ofProducer(RingAddress address, RingHeader header) {
    return map(address, header, true, false);
  }

  static RingMapping ofConsumer(RingAddress address, RingHeader header) {
    return map(address, header, false, true);
  }

  private static RingMapping map(
      RingAddress address, RingHeader header, boolean writesData, boolean writesCursor) {
    ChannelFile data = RingFile.DATA.open(address, writesData);
    try {
      ChannelFile cursor = RingFile.CURSOR.open(address, writesCursor);
      try {
        requireUnchanged(address, header, RingHeader.read(address.uri(), data, cursor));
        return map(header.capacityBytes(), data, writesData, cursor, writesCursor);
      } catch (RuntimeException e) {
        cursor.close();
        throw e;
      }
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the end that asked for the mapping closes it
  private static RingMapping map(
      long capacityBytes,
      ChannelFile data,
      boolean writesData,
      ChannelFile cursor,
      boolean writesCursor) {
    Arena arena = Arena.ofShared();
    try {
      return new RingMapping(
          arena,
          data.map(arena, DataFileDescriptor.fileBytes(capacityBytes), writesData),
          cursor.map(arena, CursorFileDescriptor.FILE_BYTES, writesCursor),
          capacityBytes,
          data,
          cursor);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void requireUnchanged(RingAddress address, RingHeader header, RingHeader found) {
    if (!found.equals(header)) {
      throw new ChannelException(
          Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "%s: the files were replaced while this end opened them; remove the channel and start both ends again",
              address.uri()));
    }
  }

  /** Unmaps and closes both files. */
  @Override
  public void close() {
    try {
      arena.close();
    } finally {
      dataFile.close();
      cursorFile.close();
    }
  }

  /**
   * Runs {@code use}, which opens an end; unmaps if it throws.
   *
   * @throws ChannelException of kind CORRUPT if a file was truncated meanwhile
   */
  <T> T open(ChannelUri uri, Supplier<T> use) {
    try {
      return guarded(uri, use);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** What a failed access means: CORRUPT if a file was truncated, otherwise what was thrown. */
  RuntimeException fault(ChannelUri uri, Throwable thrown) {
    InternalError fault = MappingFaults.among(thrown);
    if (fault != null) {
      return truncated(uri, fault);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  private ChannelException truncated(ChannelUri uri, InternalError fault) {
    return new ChannelException(
        Kind.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: %s: truncated while it was open; remove the channel and start both ends again",
            uri,
            found()),
        fault);
  }

  private String found() {
    if (dataFile.lengthBytes() < data.byteSize()) {
      return dataFile.found(data.byteSize());
    }
    return cursorFile.lengthBytes() < cursor.byteSize()
        ? cursorFile.found(cursor.byteSize())
        : dataFile.path().path()
            + " or "
            + cursorFile.path().path()
            + " was cut and has grown again";
  }

  /**
   * Whether the consumer has taken all that a producer has published.
   *
   * @throws ChannelException of kind CORRUPT if a file is truncated meanwhile
   */
  static boolean isEmpty(RingAddress address, RingHeader header) {
    try (RingMapping mapping = map(address, header, false, false)) {
      return mapping.isEmpty(address.uri());
    }
  }

  private boolean isEmpty(ChannelUri uri) {
    return guarded(uri, () -> headerAt(cursorPosition(uri)) == 0);
  }

  /**
   * Walks over the records that nobody has taken yet.
   *
   * @throws ChannelException of kind CORRUPT if they do not lead to an end
   */
  static void requireWhole(RingAddress address, RingHeader header) {
    try (RingMapping mapping = map(address, header, false, false)) {
      long ignored = mapping.guarded(address.uri(), () -> mapping.publishedPosition(address.uri()));
    }
  }

  private <T> T guarded(ChannelUri uri, Supplier<T> use) {
    try {
      T result = use.get();
      MappingFaults.surface();
      return result;
    } catch (RuntimeException | Error e) {
      throw fault(uri, e);
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
