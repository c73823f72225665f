package io.podwire.lab.environment;

import org.jspecify.annotations.Nullable;

/**
 * The CPU time of this process and of those of its children that have ended and been waited for:
 * {@code /proc/self/stat} (proc_pid_stat(5)). Stateless.
 */
final class OwnCpu {
  private static final int FIRST_FIELD = 3; // the state, behind the name in brackets
  private static final int USER = 14;
  private static final int CHILDREN_SYSTEM = 17;

  private OwnCpu() {}

  /** In ns since the process started, null where the kernel does not tell. */
  static @Nullable Long nanos(KernelFiles files) {
    String line = files.line("proc/self/stat");
    if (line == null) {
      return null;
    }
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
    long ticks = 0;
    for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
      int index = field - FIRST_FIELD;
      Long value = index < fields.length ? KernelFiles.parse(fields[index]) : null;
      if (value == null) {
        return null;
      }
      ticks += value;
    }
    return ticks * MachineCpu.TICK_NANOS;
  }
}
