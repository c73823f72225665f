package io.podwire.sidecar.relay;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the connections that were refused, and logs them: of each kind one line in {@value
 * #PERIOD_SECONDS} s, with the number of those that got none. Threads may share it.
 */
final class Refusals {
  private static final long PERIOD_SECONDS = 10;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(PERIOD_SECONDS);

  private final Consumer<String> log;
  private final LongSupplier nanoClock;
  private final Map<Refusal, Kind> kinds = new EnumMap<>(Refusal.class);

  private static final class Kind {
    final LongAdder count = new LongAdder();
    private long unlogged;
    private long nextLineNanos;
    private boolean logged;

    /** How many got no line before this one; negative if this one gets none either. */
    synchronized long takeTurn(long nowNanos) {
      if (logged && nextLineNanos - nowNanos > 0) {
        unlogged++;
        return -1;
      }
      long before = unlogged;
      unlogged = 0;
      logged = true;
      nextLineNanos = nowNanos + PERIOD_NANOS;
      return before;
    }
  }

  Refusals(Consumer<String> log, LongSupplier nanoClock) {
    this.log = log;
    this.nanoClock = nanoClock;
    for (Refusal refusal : Refusal.values()) {
      kinds.put(refusal, new Kind());
    }
  }

  /**
   * Counts one.
   *
   * @param host where it came from
   * @param reason in one line, without text of the stranger's
   */
  void add(Refusal refusal, String host, String reason) {
    Kind kind = kind(refusal);
    kind.count.increment();
    long unlogged = kind.takeTurn(nanoClock.getAsLong());
    if (unlogged >= 0) {
      log.accept(line(host, reason, unlogged));
    }
  }

  private static String line(String host, String reason, long unlogged) {
    String more =
        unlogged == 0
            ? ""
            : String.format(Locale.ROOT, " (and %d more since the last line)", unlogged);
    return String.format(
        Locale.ROOT, "relay: a connection of %s was refused: %s%s", host, reason, more);
  }

  /** How many of this kind there were. */
  long count(Refusal refusal) {
    return kind(refusal).count.sum();
  }

  private Kind kind(Refusal refusal) {
    Kind kind = kinds.get(refusal);
    if (kind == null) {
      throw new IllegalStateException(refusal + " is not counted");
    }
    return kind;
  }
}
