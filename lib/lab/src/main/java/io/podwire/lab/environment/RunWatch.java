package io.podwire.lab.environment;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the counters of the kernel when a run begins and again when it ends; nothing happens in
 * between. Immutable.
 */
public final class RunWatch {
  private static final double HUNDREDTHS = 100;

  private final KernelFiles files;
  private final LongSupplier clock;
  private final Counters begin;

  /** The counters at one moment. */
  private record Counters(
      long atNanos,
      @Nullable Long throttledNanos,
      @Nullable MachineCpu machine,
      @Nullable Long ownNanos) {}

  RunWatch(Path root, LongSupplier clock) {
    this.files = new KernelFiles(root);
    this.clock = clock;
    this.begin = look();
  }

  /** Begins. */
  public static RunWatch begin() {
    return new RunWatch(Path.of("/"), System::nanoTime);
  }

  /**
   * What has happened since. The other load is what the machine did beside this process and those
   * of its children that ended since and were waited for.
   */
  public RunConditions end() {
    Counters end = look();
    MachineCpu before = begin.machine;
    MachineCpu after = end.machine;
    long elapsed = end.atNanos - begin.atNanos;
    Long throttled = difference(begin.throttledNanos, end.throttledNanos);
    if (before == null || after == null || after.totalNanos() <= before.totalNanos()) {
      return new RunConditions(elapsed, throttled, null, null); // some sandboxes show a dead file
    }
    Long own = difference(begin.ownNanos, end.ownNanos);
    return new RunConditions(
        elapsed,
        throttled,
        Math.max(0, after.stolenNanos() - before.stolenNanos()),
        own == null || elapsed <= 0
            ? null
            : cores(after.busyNanos() - before.busyNanos() - own, elapsed));
  }

  private Counters look() {
    return new Counters(
        clock.getAsLong(),
        new CgroupFiles(files).throttledNanos(),
        MachineCpu.look(files),
        OwnCpu.nanos(files));
  }

  /** To the hundredth; two counters of unlike precision may differ by less than nothing. */
  private static double cores(long busyNanos, long elapsedNanos) {
    return Math.max(0, Math.round(HUNDREDTHS * busyNanos / elapsedNanos) / HUNDREDTHS);
  }

  private static @Nullable Long difference(@Nullable Long before, @Nullable Long after) {
    return before == null || after == null ? null : Math.max(0, after - before);
  }
}
