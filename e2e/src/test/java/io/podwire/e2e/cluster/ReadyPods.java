package io.podwire.e2e.cluster;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When pods became ready, and ceased to be so, in one observer's eyes. A pod is its name and its
 * uid; one that goes and comes again is news each time. Threads may share it.
 */
final class ReadyPods {
  private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

  private final Map<String, Integer> times = new HashMap<>();
  private final Map<String, Long> newsNanos = new TreeMap<>();
  private Set<String> ready;

  /** What was there when the observer began is no news. */
  ReadyPods(Set<String> first) {
    this.ready = Set.copyOf(first);
  }

  /** The observer sees these now. */
  synchronized void see(Set<String> now) {
    long nanos = System.nanoTime();
    now.stream().filter(pod -> !ready.contains(pod)).forEach(pod -> note(pod + " came", nanos));
    ready.stream().filter(pod -> !now.contains(pod)).forEach(pod -> note(pod + " went", nanos));
    ready = Set.copyOf(now);
  }

  private void note(String what, long nanos) {
    int time = times.merge(what, 1, Integer::sum);
    newsNanos.put(time == 1 ? what : what + ", time " + time, nanos);
  }

  synchronized Set<String> now() {
    return ready;
  }

  /** All news, each with its time. */
  private synchronized Map<String, Long> news() {
    return new TreeMap<>(newsNanos);
  }

  /** How much later this observer had each news than the other. */
  Map<String, Duration> behind(ReadyPods other) {
    Map<String, Long> own = news();
    Map<String, Duration> behind = new TreeMap<>();
    other
        .news()
        .forEach(
            (what, nanos) -> {
              Long seen = own.get(what);
              behind.put(what, seen == null ? NEVER : Duration.ofNanos(seen - nanos));
            });
    return behind;
  }
}
