package io.podwire.consumer.live;

import io.podwire.web.health.Pulse;

/** What the loops of the live flows are told. Shared by threads. */
final class LoopControl {
  private final Pulse pulse;
  private volatile boolean stopping;
  private volatile boolean paused;

  LoopControl(Pulse pulse) {
    this.pulse = pulse;
  }

  /** Asked once per round, which is a sign of life: false once the program ends. */
  boolean goesOn(String loop) {
    pulse.beat(loop);
    return !stopping;
  }

  void ended(String loop) {
    pulse.end(loop);
  }

  void stop() {
    stopping = true;
  }

  boolean isPaused() {
    return paused && !stopping;
  }

  void pause(boolean wanted) {
    paused = wanted;
  }
}
