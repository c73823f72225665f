package io.podwire.consumer.live;

import io.podwire.quarkus.health.Pulse;
import io.podwire.quarkus.live.Pause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the loops of the live flows are told. Shared by threads. */
final class LoopControl {
  private final Pulse pulse;
  private volatile boolean stopping;
  private final Pause pause = new Pause();

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
    return pause.isPaused() && !stopping;
  }

  void pause(boolean wanted, @Nullable Duration atMost) {
    pause.set(wanted, atMost);
  }
}
