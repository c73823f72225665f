package io.podwire.web.health;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signs of life of a program's long-lived loops: each says {@link #beat} at least every second,
 * and {@link #end} when it ends in good order. Shared by threads.
 */
@Singleton
public final class Pulse {
  private static final long STUCK_NANOS = Duration.ofSeconds(15).toNanos();

  private final Map<String, Long> beats = new ConcurrentHashMap<>();

  /** Says that the loop of this name goes round. */
  public void beat(String loop) {
    beats.put(loop, System.nanoTime());
  }

  /** Says that the loop is over, as it should be. */
  public void end(String loop) {
    beats.remove(loop);
  }

  /** The loops that have not gone round for {@code 15 s}, in the order of the alphabet. */
  public List<String> stuck() {
    long now = System.nanoTime();
    return beats.entrySet().stream()
        .filter(beat -> now - beat.getValue() > STUCK_NANOS)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
