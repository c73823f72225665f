package io.podwire.quarkus.health;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The signs of life of a program's long-lived loops: each says {@link #beat} at least every 5 s,
 * and {@link #end} when it ends in good order. A loop whose thread has ended without that is dead.
 * Shared by threads.
 */
@Singleton
public final class Pulse {
  private static final long STUCK_NANOS = Duration.ofSeconds(15).toNanos();

  private final Map<String, Beat> beats = new ConcurrentHashMap<>();
  private final Map<String, BooleanSupplier> watched = new ConcurrentHashMap<>();

  private record Beat(Thread thread, long nanos) {
    boolean isLost(long now) {
      return !thread.isAlive() || now - nanos > STUCK_NANOS;
    }
  }

  /** Says that the loop of this name goes round, on the calling thread. */
  public void beat(String loop) {
    beats.put(loop, new Beat(Thread.currentThread(), System.nanoTime()));
  }

  /** Says that the loop is over, as it should be. */
  public void end(String loop) {
    beats.remove(loop);
  }

  /** Asks whether the loop of this name lives, where it does not beat itself. */
  public void watch(String loop, BooleanSupplier lives) {
    watched.put(loop, lives);
  }

  /**
   * The loops that are dead or have not gone round for {@code 15 s}, in the order of the alphabet.
   */
  public List<String> stuck() {
    long now = System.nanoTime();
    Stream<String> lost =
        beats.entrySet().stream()
            .filter(beat -> beat.getValue().isLost(now))
            .map(Map.Entry::getKey);
    Stream<String> dead =
        watched.entrySet().stream()
            .filter(loop -> !loop.getValue().getAsBoolean())
            .map(Map.Entry::getKey);
    return Stream.concat(lost, dead).sorted().toList();
  }
}
