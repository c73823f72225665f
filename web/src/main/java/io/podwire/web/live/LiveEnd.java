package io.podwire.web.live;

import io.podwire.lab.api.LiveState;

/** All live flows at this end. Shared by threads. */
public interface LiveEnd {
  /** Their state now. */
  LiveState state();

  /** Stops and resumes all flows; what is connected stays so. */
  void pause(boolean paused);
}
