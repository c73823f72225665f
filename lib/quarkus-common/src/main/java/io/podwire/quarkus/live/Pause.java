package io.podwire.quarkus.live;

import io.podwire.quarkus.ProblemException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pause that ends by itself unless it is asked for again, since who asked may have died. Shared
 * by threads.
 */
public final class Pause {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration USUAL = Duration.ofMinutes(15);

  private volatile long endNanos = System.nanoTime();

  /** Whether it lasts. */
  public boolean isPaused() {
    return endNanos - System.nanoTime() > 0;
  }

  /**
   * Begins it, or again, or ends it.
   *
   * @param atMost how long it lasts, null for a quarter of an hour
   * @throws ProblemException 400 if that is not positive or longer than an hour
   */
  public void set(boolean wanted, @Nullable Duration atMost) {
    Duration duration = atMost == null ? USUAL : atMost;
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw ProblemException.badRequest(
          String.format(
              Locale.ROOT,
              "pauseFor: a pause of %s is not allowed; give up to %s",
              duration,
              LONGEST));
    }
    endNanos = System.nanoTime() + (wanted ? duration.toNanos() : 0);
  }
}
