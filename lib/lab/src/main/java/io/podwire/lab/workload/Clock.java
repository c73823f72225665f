package io.podwire.lab.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names the clock behind {@link System#nanoTime()}: two processes may compare their times only if
 * the kernel booted once for both.
 */
final class Clock {
  /** The name of no clock. */
  static final long UNKNOWN = 0;

  private static final long THIS_BOOT = read();

  private Clock() {}

  /** This kernel's boot, or {@link #UNKNOWN} where the kernel hides it. */
  static long ofThisBoot() {
    return THIS_BOOT;
  }

  /** Whether times of a clock compare with this process's. */
  static boolean isShared(long clock) {
    return clock != UNKNOWN && clock == THIS_BOOT;
  }

  private static long read() {
    try {
      String id = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return java.util.UUID.fromString(id).getLeastSignificantBits();
    } catch (IOException | IllegalArgumentException hidden) {
      return UNKNOWN;
    }
  }
}
