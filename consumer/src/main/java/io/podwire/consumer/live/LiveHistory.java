package io.podwire.consumer.live;

import io.podwire.api.FlowState.SourceState;
import io.podwire.consumer.ledger.Ledger;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.lab.integrity.CheckDepth;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.integrity.IntegrityCounts;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of one source after the other: each process of the sending end is a
 * source of its own, known by its first whole message; what the ledger knows as processed is
 * dropped. For one thread at a time; any may ask for the counts.
 */
final class LiveHistory implements FlowHistory {
  private static final Content NO_CONTENT = new Content(0);

  private final Path ledgerFile;
  private final boolean repeats;
  private @Nullable Ledger ledger;
  private IntegrityCounts before; // what earlier sources added, and this one before the restart
  private Content content = NO_CONTENT;
  private @Nullable History history;
  private long processedBefore;
  private boolean gapExpected;
  private volatile long messages;
  private volatile LedgerEntry latest = LedgerEntry.EMPTY;

  private LiveHistory(Path ledgerFile, boolean repeats) {
    this.ledgerFile = ledgerFile;
    this.repeats = repeats;
    this.before = IntegrityCounts.NONE;
  }

  /** The history of a channel that repeats messages only after a restart. */
  static LiveHistory of(Path ledgerFile) {
    return new LiveHistory(ledgerFile, false);
  }

  /** The history of a source whose sidecar may send again at any time what it has sent before. */
  static LiveHistory ofRelay(Path ledgerFile) {
    return new LiveHistory(ledgerFile, true);
  }

  @Override
  public void open() {
    boolean again = ledger != null;
    Ledger opened = Ledger.open(ledgerFile);
    ledger = opened;
    if (again) {
      opened.write(latest); // it may have been removed and made again
    } else {
      latest = opened.entry();
      before = latest.integrity();
    }
  }

  /** Whether these bytes are a whole message of the source. */
  static boolean isMessageOf(long source, MemorySegment buffer, long offset, long length) {
    if (source < 0) {
      return false;
    }
    Content candidate = new Content(source);
    long n = candidate.numberOf(buffer, offset, length, 0);
    return n >= 0 && candidate.matches(buffer, offset, n, length);
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    long source = Content.sourceOf(buffer, offset, length);
    if (history == null || source != content.sourceId()) {
      adopt(source, buffer, offset, length);
    }
    long n = content.numberOf(buffer, offset, length, 0);
    if (gapExpected && isWhole(n, buffer, offset, length)) {
      gapExpected = false;
      passOver(n, length);
    }
    boolean old = n < (repeats ? latest.next() : processedBefore);
    boolean again = old && isWhole(n, buffer, offset, length);
    write(again ? redelivered() : processed(buffer, offset, length));
    messages++;
  }

  /** Looks at every byte, as the history does again: only to be asked where it matters. */
  private boolean isWhole(long n, MemorySegment buffer, long offset, long length) {
    return history != null && n >= 0 && content.matches(buffer, offset, n, length);
  }

  /** Follows another source if this is a whole message of it. */
  private void adopt(long source, MemorySegment buffer, long offset, long length) {
    if (isMessageOf(source, buffer, offset, length)) {
      long known = latest.processedBelow(source);
      content = new Content(source);
      begin(known < 0 ? content.numberOf(buffer, offset, length, 0) : known, length);
      latest = latest.withSource(source, processedBefore);
    }
  }

  private void begin(long first, long length) {
    processedBefore = first;
    before = latest.integrity();
    history = new History(content, CheckDepth.CONTENT, length, first);
  }

  /** The source's next message may have any number: those in between went elsewhere. */
  void expectGap() {
    gapExpected = true;
  }

  private void passOver(long n, long length) {
    if (n > latest.next()) {
      begin(n, length);
    }
  }

  private LedgerEntry redelivered() {
    return entry(latest.next(), latest.processed(), latest.redelivered() + 1, latest.integrity());
  }

  private LedgerEntry processed(MemorySegment buffer, long offset, long length) {
    if (history == null) { // bytes of no source, before any was known
      IntegrityCounts one = new IntegrityCounts(0, 0, 0, 0, 1);
      return entry(
          latest.next(),
          latest.processed() + 1,
          latest.redelivered(),
          latest.integrity().plus(one));
    }
    long n = history.onMessage(buffer, offset, length);
    return entry(
        Math.max(latest.next(), n + 1),
        latest.processed() + 1,
        latest.redelivered(),
        before.plus(history.counts()));
  }

  private LedgerEntry entry(
      long next, long processed, long redelivered, IntegrityCounts integrity) {
    return new LedgerEntry(
        latest.sourceId(),
        next,
        latest.previousSourceId(),
        latest.previousNext(),
        processed,
        redelivered,
        integrity);
  }

  private void write(LedgerEntry entry) {
    if (ledger != null) {
      ledger.write(entry);
    }
    latest = entry;
  }

  boolean isUnused() {
    return !latest.hasSource();
  }

  /** Adds what another has counted, which begins anew. */
  void absorb(LiveHistory other) {
    write(latest.plus(other.latest));
    before = latest.integrity();
    other.forget();
  }

  private void forget() {
    history = null;
    content = NO_CONTENT;
    before = IntegrityCounts.NONE;
    write(LedgerEntry.EMPTY);
  }

  @Override
  public long messages() {
    return messages;
  }

  @Override
  public LedgerEntry latest() {
    return latest;
  }

  @Override
  public @Nullable List<SourceState> sources() {
    return null;
  }
}
