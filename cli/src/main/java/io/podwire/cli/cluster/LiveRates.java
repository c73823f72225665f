package io.podwire.cli.cluster;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rates from counters that grow, and begin again when their program does. For one thread. */
final class LiveRates {
  private final Map<String, Reading> last = new HashMap<>();

  private record Reading(long count, long nanos) {}

  /**
   * How fast a counter has grown since it was last seen, per second.
   *
   * @param nowNanos of {@link System#nanoTime()}
   * @return null the first time, and after it has begun again
   */
  @Nullable Double perSecond(String counter, long count, long nowNanos) {
    Reading before = last.put(counter, new Reading(count, nowNanos));
    if (before == null || count < before.count() || nowNanos <= before.nanos()) {
      return null;
    }
    return (count - before.count()) * 1e9 / (nowNanos - before.nanos());
  }
}
