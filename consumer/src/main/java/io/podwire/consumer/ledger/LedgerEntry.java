package io.podwire.consumer.ledger;

import io.podwire.lab.integrity.IntegrityCounts;

/**
 * How far a channel's messages have been processed.
 *
 * @param sourceId the source that was heard last, or {@link #NO_SOURCE}
 * @param next the number that follows its last processed message
 * @param previousSourceId the source before, whose last messages may be delivered again as well
 * @param previousNext the number that follows that one's last processed message
 * @param processed messages in all
 * @param redelivered messages that came again after they were processed
 * @param integrity what went wrong in all
 */
public record LedgerEntry(
    long sourceId,
    long next,
    long previousSourceId,
    long previousNext,
    long processed,
    long redelivered,
    IntegrityCounts integrity) {
  /** No source has been heard. */
  public static final long NO_SOURCE = -1;

  /** Nothing processed. */
  public static final LedgerEntry EMPTY =
      new LedgerEntry(NO_SOURCE, 0, NO_SOURCE, 0, 0, 0, IntegrityCounts.NONE);

  /** The number below which the messages of a source are processed; -1 if it is not known. */
  public long processedBelow(long source) {
    if (source == sourceId) {
      return next;
    }
    return source == previousSourceId ? previousNext : -1;
  }

  /** Whether a source has been heard. */
  public boolean hasSource() {
    return sourceId != NO_SOURCE;
  }

  /** The counts of both together, of the source of this one. */
  public LedgerEntry plus(LedgerEntry other) {
    return new LedgerEntry(
        sourceId,
        next,
        previousSourceId,
        previousNext,
        processed + other.processed,
        redelivered + other.redelivered,
        integrity.plus(other.integrity));
  }

  /** The same with another source as the current one. */
  public LedgerEntry withSource(long source, long sourceNext) {
    return source == sourceId
        ? this
        : new LedgerEntry(source, sourceNext, sourceId, next, processed, redelivered, integrity);
  }
}
