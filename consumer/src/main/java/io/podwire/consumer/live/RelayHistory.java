package io.podwire.consumer.live;

import io.podwire.api.FlowState.SourceState;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.StreamMark;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The live flow that other pods send: several sources in one channel, each with a ledger of its
 * own. A sidecar that is not sure whether a message arrived sends it again, so what comes again is
 * dropped; and before a source whose stream was at another pod meanwhile comes a {@link
 * StreamMark}. Remembers {@value #SOURCES} sources; a further one takes the place of the one that
 * has been silent longest, whose counts are kept in a sum.
 */
final class RelayHistory implements FlowHistory {
  private static final int SOURCES = 8;

  private final LiveHistory earlier;
  private final List<LiveHistory> slots;
  private final Map<Long, LiveHistory> bySource = new HashMap<>();
  private final Map<LiveHistory, Long> lastHeard = new HashMap<>();
  private long clock;
  private boolean moved;
  private volatile long messages;

  /** The history in these ledgers: {@code name.ledger} for the sum, {@code name-1.ledger} on. */
  RelayHistory(Path directory, String name) {
    this.earlier = LiveHistory.ofRelay(directory.resolve(name + ".ledger"));
    this.slots =
        IntStream.rangeClosed(1, SOURCES)
            .mapToObj(i -> directory.resolve(String.format(Locale.ROOT, "%s-%d.ledger", name, i)))
            .map(LiveHistory::ofRelay)
            .toList();
  }

  @Override
  public void open() {
    earlier.open();
    slots.forEach(LiveHistory::open);
    slots.forEach(slot -> bySource.put(slot.latest().sourceId(), slot));
    bySource.remove(LedgerEntry.NO_SOURCE);
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    if (StreamMark.isAt(buffer, offset, length)) {
      moved = true;
      return;
    }
    messages++;
    LiveHistory history = historyOf(buffer, offset, length);
    lastHeard.put(history, ++clock);
    if (moved) {
      history.expectGap();
      moved = false;
    }
    history.onMessage(buffer, offset, length);
  }

  private LiveHistory historyOf(MemorySegment buffer, long offset, long length) {
    long source = Content.sourceOf(buffer, offset, length);
    LiveHistory known = bySource.get(source);
    if (known != null) {
      return known;
    }
    return LiveHistory.isMessageOf(source, buffer, offset, length) ? adopted(source) : earlier;
  }

  private LiveHistory adopted(long source) {
    LiveHistory slot =
        slots.stream()
            .min(
                Comparator.<LiveHistory, Boolean>comparing(s -> !s.isUnused())
                    .thenComparing(s -> lastHeard.getOrDefault(s, 0L)))
            .orElseThrow();
    if (!slot.isUnused()) {
      bySource.remove(slot.latest().sourceId());
      earlier.absorb(slot);
    }
    bySource.put(source, slot);
    return slot;
  }

  @Override
  public long messages() {
    return messages;
  }

  @Override
  public LedgerEntry latest() {
    return slots.stream().map(LiveHistory::latest).reduce(earlier.latest(), LedgerEntry::plus);
  }

  @Override
  public List<SourceState> sources() {
    List<SourceState> sources = new ArrayList<>();
    slots.stream()
        .map(LiveHistory::latest)
        .filter(LedgerEntry::hasSource)
        .forEach(
            entry ->
                sources.add(
                    new SourceState(
                        Long.toHexString(entry.sourceId()),
                        entry.next(),
                        entry.processed(),
                        entry.redelivered(),
                        entry.integrity())));
    return sources;
  }
}
