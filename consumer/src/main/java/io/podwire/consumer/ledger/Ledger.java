package io.podwire.consumer.ledger;

import static io.podwire.consumer.ledger.LedgerDescriptor.ACTIVE_OFFSET;
import static io.podwire.consumer.ledger.LedgerDescriptor.FILE_BYTES;
import static io.podwire.consumer.ledger.LedgerDescriptor.MAGIC;
import static io.podwire.consumer.ledger.LedgerDescriptor.MAGIC_OFFSET;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.integrity.IntegrityCounts;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The ledger of one channel, a mapped file: it outlives the consumer's death, and writing it makes
 * no system call. Unmapped when nothing refers to it any more. For one thread at a time.
 */
public final class Ledger {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORD_HANDLE = WORD.varHandle();

  private final MemorySegment file;
  private LedgerEntry entry;

  private Ledger(MemorySegment file) {
    this.file = file;
    this.entry = read(LedgerDescriptor.entryOffset(file.get(WORD, ACTIVE_OFFSET)));
  }

  /**
   * Opens the ledger at {@code path}, or makes an empty one.
   *
   * @throws ChannelException FOREIGN if the file is no ledger of this layout, FAILED if it cannot
   *     be had
   */
  public static Ledger open(Path path) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      allocate(channel);
      MemorySegment file =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES, Arena.ofAuto());
      requireLedger(path, file);
      return new Ledger(file);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          "%s: the ledger cannot be opened (%s); check that the directory exists and has room"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }

  /** Writes what is missing, so that a full volume is an error here and not a signal later. */
  private static void allocate(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < FILE_BYTES) {
      ByteBuffer zeros = ByteBuffer.allocate((int) (FILE_BYTES - size));
      while (zeros.hasRemaining()) {
        channel.write(zeros, size + zeros.position());
      }
    }
  }

  private static void requireLedger(Path path, MemorySegment file) {
    long magic = file.get(WORD, MAGIC_OFFSET);
    if (magic == 0) { // new, or its maker was killed before the last store
      LedgerEntry empty = LedgerEntry.EMPTY;
      write(file, LedgerDescriptor.entryOffset(0), empty);
      file.set(WORD, ACTIVE_OFFSET, 0);
      WORD_HANDLE.setRelease(file, MAGIC_OFFSET, MAGIC);
    } else if (magic != MAGIC) {
      throw new ChannelException(
          ChannelException.Kind.FOREIGN,
          "%s: found %016x where a ledger has %016x; remove the file if it is not needed"
              .formatted(path, magic, MAGIC));
    }
  }

  /** What was written last. */
  public LedgerEntry entry() {
    return entry;
  }

  /** Replaces the entry; whoever opens the file later finds this one or the one before, whole. */
  public void write(LedgerEntry newEntry) {
    long active = file.get(WORD, ACTIVE_OFFSET) + 1;
    write(file, LedgerDescriptor.entryOffset(active), newEntry);
    // release: the entry is stored before the word that names it, also for a reader after a kill
    WORD_HANDLE.setRelease(file, ACTIVE_OFFSET, active);
    entry = newEntry;
  }

  private static void write(MemorySegment file, long offset, LedgerEntry entry) {
    IntegrityCounts counts = entry.integrity();
    long[] words = {
      entry.sourceId(),
      entry.next(),
      entry.previousSourceId(),
      entry.previousNext(),
      entry.processed(),
      entry.redelivered(),
      counts.lost(),
      counts.duplicated(),
      counts.reordered(),
      counts.corrupted(),
      counts.unknown()
    };
    MemorySegment.copy(words, 0, file, WORD, offset, words.length);
  }

  private LedgerEntry read(long offset) {
    long[] words = new long[11];
    MemorySegment.copy(file, WORD, offset, words, 0, words.length);
    return new LedgerEntry(
        words[0],
        words[1],
        words[2],
        words[3],
        words[4],
        words[5],
        new IntegrityCounts(words[6], words[7], words[8], words[9], words[10]));
  }
}
