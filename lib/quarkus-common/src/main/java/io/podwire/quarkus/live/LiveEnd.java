package io.podwire.quarkus.live;

import io.podwire.api.LiveState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All live flows at this end. Shared by threads. */
public interface LiveEnd {
  /** Their state now. */
  LiveState state();

  /**
   * Stops and resumes all flows; what is connected stays so.
   *
   * @param atMost after which time a pause ends by itself, null for the usual one
   */
  void pause(boolean paused, @Nullable Duration atMost);
}
