package io.podwire.consumer.ledger;

import static io.podwire.consumer.ledger.LedgerDescriptor.ACTIVE_OFFSET;
import static io.podwire.consumer.ledger.LedgerDescriptor.FILE_BYTES;
import static io.podwire.consumer.ledger.LedgerDescriptor.MAGIC;
import static io.podwire.consumer.ledger.LedgerDescriptor.MAGIC_OFFSET;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.MappingFaults;
import io.podwire.lab.integrity.IntegrityCounts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The ledger of one channel, a mapped file: it outlives the consumer's death, and writing it makes
 * no system call. Unmapped when nothing refers to it any more. For one thread at a time.
 */
public final class Ledger {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORD_HANDLE = WORD.varHandle();

  private final Path path;
  private final MemorySegment file;
  private LedgerEntry entry;

  private Ledger(Path path, MemorySegment file) {
    this.path = path;
    this.file = file;
    this.entry = LedgerEntry.EMPTY;
  }

  /**
   * Opens the ledger at {@code path}, or makes an empty one.
   *
   * @throws ChannelException FOREIGN if the file is no ledger of this layout, EXHAUSTED if the
   *     volume is full, CORRUPT if it is truncated meanwhile, or as open(2) fails
   */
  public static Ledger open(Path path) {
    try (ChannelFile file = ChannelFile.openOrMake(path, path)) {
      requireLedger(path, file);
      allocate(file);
      Ledger ledger = new Ledger(path, file.map(Arena.ofAuto(), FILE_BYTES, true));
      ledger.guarded(ledger::begin);
      return ledger;
    }
  }

  /** Before anything is written: a file that begins otherwise is not ours. */
  private static void requireLedger(Path path, ChannelFile file) {
    byte[] found = Arrays.copyOf(file.read(MAGIC_OFFSET, Long.BYTES), Long.BYTES);
    long magic = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (magic != 0 && magic != MAGIC) {
      throw new ChannelException(
          ChannelException.Kind.FOREIGN,
          String.format(
              Locale.ROOT,
              "%s: found %016x where a ledger has %016x; remove the file if it is not needed",
              path,
              magic,
              MAGIC));
    }
  }

  /** Writes what is missing, so that a full volume is an error here and not a signal later. */
  private static void allocate(ChannelFile file) {
    long bytes = file.lengthBytes();
    if (bytes < FILE_BYTES) {
      file.write(bytes, new byte[(int) (FILE_BYTES - bytes)]);
    }
  }

  private void begin() {
    if (file.get(WORD, MAGIC_OFFSET) != MAGIC) { // new, or its maker was killed before this store
      put(LedgerDescriptor.entryOffset(0), LedgerEntry.EMPTY);
      file.set(WORD, ACTIVE_OFFSET, 0);
      WORD_HANDLE.setRelease(file, MAGIC_OFFSET, MAGIC);
    }
    entry = read(LedgerDescriptor.entryOffset(file.get(WORD, ACTIVE_OFFSET)));
  }

  /** Runs an access to the file; a file that was truncated is an error of that access. */
  private void guarded(Runnable access) {
    try {
      access.run();
      MappingFaults.surface();
    } catch (RuntimeException | Error e) {
      InternalError fault = MappingFaults.among(e);
      if (fault == null) {
        throw e;
      }
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          path + ": the ledger was truncated while it was open; it is made anew when it is opened",
          fault);
    }
  }

  /** What was written last. */
  public LedgerEntry entry() {
    return entry;
  }

  /**
   * Replaces the entry; whoever opens the file later finds this one or the one before, whole.
   *
   * @throws ChannelException CORRUPT if the file was truncated
   */
  public void write(LedgerEntry newEntry) {
    guarded(() -> replace(newEntry));
    entry = newEntry;
  }

  private void replace(LedgerEntry newEntry) {
    long active = file.get(WORD, ACTIVE_OFFSET) + 1;
    put(LedgerDescriptor.entryOffset(active), newEntry);
    // release: the entry is stored before the word that names it, also for a reader after a kill
    WORD_HANDLE.setRelease(file, ACTIVE_OFFSET, active);
  }

  private void put(long offset, LedgerEntry entry) {
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
