package io.podwire.consumer.live;

import io.podwire.consumer.ledger.Ledger;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.MessageHandler;
import io.podwire.lab.integrity.CheckDepth;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.integrity.IntegrityCounts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of a live flow, over restarts of both ends: each process of the
 * sending end is a source of its own, known by its first whole message; what the ledger knows as
 * processed is dropped. For one thread at a time; any may ask for the counts.
 */
final class LiveHistory implements MessageHandler {
  private static final Content NO_CONTENT = new Content(0);

  private Ledger ledger;
  private IntegrityCounts before; // what earlier sources added, and this one before the restart
  private Content content = NO_CONTENT;
  private @Nullable History history;
  private long processedBefore;
  private volatile long messages;
  private volatile LedgerEntry latest;

  LiveHistory(Ledger ledger) {
    this.ledger = ledger;
    this.latest = ledger.entry();
    this.before = latest.integrity();
  }

  /** Goes on with a ledger that was opened again, or made again after it was removed. */
  LiveHistory over(Ledger opened) {
    ledger = opened;
    ledger.write(latest);
    return this;
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    long source = Content.sourceOf(buffer, offset, length);
    if (history == null || source != content.sourceId()) {
      adopt(source, buffer, offset, length);
    }
    long n = content.numberOf(buffer, offset, length, 0);
    boolean again =
        history != null
            && n >= 0
            && n < processedBefore
            && content.matches(buffer, offset, n, length);
    write(again ? redelivered() : processed(buffer, offset, length));
    messages++;
  }

  /** Follows another source if this is a whole message of it. */
  private void adopt(long source, MemorySegment buffer, long offset, long length) {
    if (source < 0) {
      return;
    }
    Content candidate = new Content(source);
    long n = candidate.numberOf(buffer, offset, length, 0);
    if (n >= 0 && candidate.matches(buffer, offset, n, length)) {
      long known = latest.processedBelow(source);
      processedBefore = known < 0 ? n : known;
      before = latest.integrity();
      content = candidate;
      history = new History(candidate, CheckDepth.CONTENT, length, processedBefore);
      latest = latest.withSource(source, processedBefore);
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
    ledger.write(entry);
    latest = entry;
  }

  /** Messages that came since this program started, of any kind. */
  long messages() {
    return messages;
  }

  /** What the ledger holds. */
  LedgerEntry latest() {
    return latest;
  }
}
