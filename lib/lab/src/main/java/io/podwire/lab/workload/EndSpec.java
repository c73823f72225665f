package io.podwire.lab.workload;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a run is told to do. Both ends get the same {@link RunSpec}, apart from the
 * channel where a relay lies between them.
 *
 * @param role which end
 * @param run the workload
 * @param sourceId names the source in every message's content; the same for both ends; not negative
 * @param timeout how long to wait for the peer to come, and later for any sign of life from it;
 *     positive
 * @param core the core to pin the thread to, or null
 */
public record EndSpec(
    Role role, RunSpec run, long sourceId, Duration timeout, @Nullable Integer core) {
  /**
   * Refuses a timeout that is not positive or beyond all use.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  public EndSpec {
    if (!timeout.isPositive() || timeout.compareTo(RunSpec.LONGEST) > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "timeout: %s is not allowed; give more than 0 and up to %d days, for instance PT30S",
              timeout,
              RunSpec.LONGEST.toDays()));
    }
  }

  /** The two ends. */
  public enum Role {
    /** Connects and sends; in a round trip it also receives the answers and records the latency. */
    SOURCE,
    /** Binds and receives; in a round trip it echoes. */
    SINK
  }

  /** The core to pin to, if any. */
  public OptionalInt pinnedCore() {
    return core == null ? OptionalInt.empty() : OptionalInt.of(core);
  }
}
