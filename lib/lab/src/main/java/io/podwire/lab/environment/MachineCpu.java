package io.podwire.lab.environment;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the cores of the machine did since it started: the first line of {@code /proc/stat}
 * (proc_stat(5)), which counts ticks of 10 ms. Immutable.
 *
 * @param busyNanos in programs and in the kernel on their behalf, without interrupts, which belong
 *     to nobody
 * @param stolenNanos in which a core had work and the hypervisor ran something else
 * @param totalNanos busy or not
 */
record MachineCpu(long busyNanos, long stolenNanos, long totalNanos) {
  static final long TICK_NANOS = 10_000_000; // USER_HZ is 100 wherever Java runs

  private static final int USER = 1;
  private static final int NICE = 2;
  private static final int SYSTEM = 3;
  private static final int STEAL = 8;

  /** Looks; null where the kernel does not tell. */
  static @Nullable MachineCpu look(KernelFiles files) {
    String line = files.line("proc/stat");
    if (line == null || !line.startsWith("cpu ")) {
      return null;
    }
    List<@Nullable Long> ticks =
        Stream.of(line.split("\\s+")).<@Nullable Long>map(KernelFiles::parse).toList();
    if (ticks.size() <= STEAL || ticks.subList(1, STEAL + 1).contains(null)) {
      return null;
    }
    long total = 0;
    for (int field = USER; field <= STEAL; field++) { // the rest is contained in these
      total += nanos(ticks, field);
    }
    return new MachineCpu(
        nanos(ticks, USER) + nanos(ticks, NICE) + nanos(ticks, SYSTEM), nanos(ticks, STEAL), total);
  }

  private static long nanos(List<@Nullable Long> ticks, int field) {
    Long count = ticks.get(field);
    return count == null ? 0 : count * TICK_NANOS;
  }
}
