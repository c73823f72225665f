package io.podwire.lab.environment;

/**
 * How long this machine keeps a running thread waiting: the largest gap between two looks at the
 * clock, which is what no measurement here can do better than.
 */
final class NoiseFloor {
  private static final long LOOK_NANOS = 50_000_000;

  private NoiseFloor() {}

  static long measureNanos() {
    long begin = System.nanoTime();
    long last = begin;
    long largest = 0;
    while (last - begin < LOOK_NANOS) {
      long now = System.nanoTime();
      largest = Math.max(largest, now - last);
      last = now;
    }
    return largest;
  }
}
