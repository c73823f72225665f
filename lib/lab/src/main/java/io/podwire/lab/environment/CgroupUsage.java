package io.podwire.lab.environment;

import org.jspecify.annotations.Nullable;

/**
 * What this process's cgroup has used up so far, or between two moments, of version 2 or 1
 * (cgroups(7)). What the platform hides is null.
 *
 * @param cpuNanos CPU time of the group, if this process is alone in it, as in a container; null if
 *     others are
 * @param throttledNanos how long the group's CPU limit stopped it
 */
public record CgroupUsage(@Nullable Long cpuNanos, @Nullable Long throttledNanos) {
  /** Nothing known. */
  public static final CgroupUsage ABSENT = new CgroupUsage(null, null);

  /** What was used since an earlier moment. */
  public CgroupUsage since(CgroupUsage earlier) {
    return new CgroupUsage(
        difference(cpuNanos, earlier.cpuNanos), difference(throttledNanos, earlier.throttledNanos));
  }

  private static @Nullable Long difference(@Nullable Long later, @Nullable Long earlier) {
    return later == null || earlier == null ? null : later - earlier;
  }
}
