package io.podwire.lab.measure;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has used up since it started, or between two moments. What the platform hides is
 * null.
 *
 * @param cpuNanos CPU time in ns
 * @param contextSwitches voluntary and involuntary
 * @param allocatedBytes on the heap
 */
public record ThreadUsage(
    @Nullable Long cpuNanos, @Nullable Long contextSwitches, @Nullable Long allocatedBytes) {
  /** Nothing used. */
  public static final ThreadUsage NONE = new ThreadUsage(0L, 0L, 0L);

  /** Nothing known: where the work is not one thread's. */
  public static final ThreadUsage ABSENT = new ThreadUsage(null, null, null);

  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final @Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;

  /** What reading {@code /proc} has allocated so far: not the work's, and left out. */
  private static final ThreadLocal<long[]> OWN_BYTES = ThreadLocal.withInitial(() -> new long[1]);

  /** The calling thread's usage until now, without what this look itself allocates. */
  public static ThreadUsage now() {
    Long cpu = known(cpuTimeNanos());
    long[] ownBytes = OWN_BYTES.get();
    Long before = allocated();
    Long switches = switches();
    Long after = allocated();
    if (before == null || after == null) {
      return new ThreadUsage(cpu, switches, null);
    }
    long withoutOwn = before - ownBytes[0];
    ownBytes[0] += after - before;
    return new ThreadUsage(cpu, switches, withoutOwn);
  }

  /** The calling thread's CPU time until now in ns; negative if the platform hides it. */
  public static long cpuTimeNanos() {
    return THREADS != null && THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : -1;
  }

  /** A thread's usage until now, asked from any; absent once it has ended. */
  static ThreadUsage of(long threadId, Path status) {
    Long allocated = allocated(threadId); // first: looking at the rest allocates
    return new ThreadUsage(
        THREADS == null ? null : known(THREADS.getThreadCpuTime(threadId)),
        switches(status),
        allocated);
  }

  static @Nullable Long allocated(long threadId) {
    return THREADS == null ? null : known(THREADS.getThreadAllocatedBytes(threadId));
  }

  /** Both together; what one of them does not know is not known. */
  public ThreadUsage plus(ThreadUsage other) {
    return new ThreadUsage(
        sum(cpuNanos, other.cpuNanos),
        sum(contextSwitches, other.contextSwitches),
        sum(allocatedBytes, other.allocatedBytes));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : one + other;
  }

  /** The same but for so much CPU time, which went into something else. */
  public ThreadUsage withoutCpu(long nanos) {
    return new ThreadUsage(
        cpuNanos == null ? null : (Long) (cpuNanos - nanos), contextSwitches, allocatedBytes);
  }

  /** What was used since an earlier moment of the same thread. */
  public ThreadUsage since(ThreadUsage earlier) {
    return new ThreadUsage(
        difference(cpuNanos, earlier.cpuNanos),
        difference(contextSwitches, earlier.contextSwitches),
        difference(allocatedBytes, earlier.allocatedBytes));
  }

  private static @Nullable Long difference(@Nullable Long later, @Nullable Long earlier) {
    return later == null || earlier == null ? null : later - earlier;
  }

  private static @Nullable Long allocated() {
    return THREADS != null && THREADS.isThreadAllocatedMemorySupported()
        ? known(THREADS.getCurrentThreadAllocatedBytes())
        : null;
  }

  private static @Nullable Long known(long value) {
    return value < 0 ? null : value; // -1: switched off
  }

  private static @Nullable Long switches() {
    return Thread.currentThread().isVirtual()
        ? null // the carrier's, which other threads share
        : switches(STATUS);
  }

  private static @Nullable Long switches(Path status) {
    try {
      long sum = 0;
      int found = 0;
      for (String line : Files.readAllLines(status)) {
        if (line.contains("ctxt_switches:")) {
          sum += Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
          found++;
        }
      }
      return found == 2 ? sum : null;
    } catch (IOException | NumberFormatException hidden) {
      return null;
    }
  }
}
