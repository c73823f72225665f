package io.podwire.bench.races;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Resources that cost more to open than a race takes, used again by later states. The harness
 * orders a state's arbiter, which gives back, after its actors. Threads may share it.
 */
final class Pool<T> {
  private final Queue<T> free = new ConcurrentLinkedQueue<>();
  private final Supplier<T> opener;

  Pool(Supplier<T> opener) {
    this.opener = opener;
  }

  T take() {
    T found = free.poll();
    return found == null ? opener.get() : found;
  }

  void giveBack(T resource) {
    free.add(resource);
  }
}
