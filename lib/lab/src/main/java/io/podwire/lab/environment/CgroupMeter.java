package io.podwire.lab.environment;

import java.nio.file.Path;

/**
 * Reads what this process's cgroup has used. Where the counters lie is found out once, so that a
 * look in the middle of a run costs three short reads and not a millisecond. Threads may share it.
 */
public final class CgroupMeter {
  private final CgroupFiles cgroup;
  private final boolean aloneAtFirst;

  /** Finds the counters; reads a few small files. */
  public CgroupMeter() {
    this(new KernelFiles(Path.of("/")));
  }

  CgroupMeter(KernelFiles files) {
    this.cgroup = new CgroupFiles(files);
    this.aloneAtFirst = cgroup.isAlone();
    used();
  }

  /** The usage until now; without the CPU time if another process is in the group, or was. */
  public synchronized CgroupUsage used() {
    boolean alone = aloneAtFirst && cgroup.isAlone(); // in a crowd the list is long: read once
    return new CgroupUsage(alone ? cgroup.cpuNanos() : null, cgroup.throttledNanos());
  }
}
