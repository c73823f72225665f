package io.podwire.exhibits.unordered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mapped file that two processes use with no agreement about order: records of two words that
 * always ought to be equal, and a word to stop by. For one thread.
 *
 * <pre>
 *   0        128                          256
 *   +--- - --+--------+--- - ---+--------+--------+--- - ---+--------+---
 *   | stop   | first  |         | second | first  |         | second | ...
 *   +--- - --+--------+--- - ---+--------+--------+--- - ---+--------+---
 *            |<------- record 0 -------->|<------- record 1 -------->|
 * </pre>
 */
final class RecordTable implements AutoCloseable {
  static final int RECORDS = 8;
  private static final long STOP_OFFSET = 0;
  private static final long RECORDS_OFFSET = 128;
  private static final long RECORD_BYTES = 128;
  private static final long SECOND_OFFSET = RECORD_BYTES - Long.BYTES;
  private static final long FILE_BYTES = RECORDS_OFFSET + RECORDS * RECORD_BYTES;
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
  private static final VarHandle ORDERED = WORD.varHandle();

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory;

  RecordTable(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES, arena);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code n} to both words of a record by two plain stores. */
  void write(long n) {
    long offset = RECORDS_OFFSET + (n & RECORDS - 1) * RECORD_BYTES;
    memory.set(WORD, offset, n);
    memory.set(WORD, offset + SECOND_OFFSET, n);
  }

  /** Leaves a record half written, as a reader may meet it. */
  void tear(int record) {
    memory.set(WORD, RECORDS_OFFSET + record * RECORD_BYTES, -1L);
  }

  /** The first word of a record less the second, by two plain loads; 0 unless it is torn. */
  long difference(int record) {
    long offset = RECORDS_OFFSET + record * RECORD_BYTES;
    return memory.get(WORD, offset) - memory.get(WORD, offset + SECOND_OFFSET);
  }

  /** Asks the writer to stop; pairs with {@link #isStopped}. */
  void stop() {
    ORDERED.setRelease(memory, STOP_OFFSET, 1L);
  }

  boolean isStopped() {
    return (long) ORDERED.getAcquire(memory, STOP_OFFSET) != 0;
  }

  @Override
  public void close() {
    arena.close();
  }
}
