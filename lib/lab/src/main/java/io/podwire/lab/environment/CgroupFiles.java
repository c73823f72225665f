package io.podwire.lab.environment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of this process's cgroup, of version 2 or 1 (cgroups(7)). In a container its own group
 * is the root of what it sees; outside of one the group is looked up in {@code /proc/self/cgroup}.
 */
final class CgroupFiles {
  private static final String MOUNT = "sys/fs/cgroup";
  private static final String PROCESSES = "cgroup.procs";
  private static final long NANOS_PER_MICRO = 1000;
  private static final List<String> SELF = List.of(Long.toString(ProcessHandle.current().pid()));
  private static final long UNLIMITED_V1 = 1L << 60; // v1 writes "no limit" as a huge number

  private final KernelFiles files;
  private final Map<String, String> found = new HashMap<>();
  private final boolean version2;

  CgroupFiles(KernelFiles files) {
    this.files = files;
    this.version2 = files.line(file("", "cpu.stat")) != null;
  }

  @Nullable Long memoryLimitBytes() {
    Long limit = files.number(file("", "memory.max"));
    if (limit == null) {
      limit = files.number(file("memory", "memory.limit_in_bytes"));
    }
    return limit == null || limit >= UNLIMITED_V1 ? null : limit;
  }

  @Nullable Double cpuLimitCores() {
    String max = files.line(file("", "cpu.max"));
    if (max != null) {
      String[] words = max.split(" ");
      return words.length < 2
          ? null
          : cores(KernelFiles.parse(words[0]), KernelFiles.parse(words[1]));
    }
    return cores(
        files.number(file("cpu", "cpu.cfs_quota_us")),
        files.number(file("cpu", "cpu.cfs_period_us")));
  }

  private static @Nullable Double cores(@Nullable Long quota, @Nullable Long period) {
    return quota == null || period == null || quota <= 0 || period <= 0
        ? null
        : (double) quota / period;
  }

  @Nullable Long throttledNanos() {
    if (!version2) {
      return files.number(file("cpu", "cpu.stat"), "throttled_time");
    }
    Long micros = files.number(file("", "cpu.stat"), "throttled_usec");
    return micros == null ? null : (Long) (micros * NANOS_PER_MICRO);
  }

  /** CPU time of all processes of the group. */
  @Nullable Long cpuNanos() {
    if (!version2) {
      return files.number(file("cpuacct", "cpuacct.usage"));
    }
    Long micros = files.number(file("", "cpu.stat"), "usage_usec");
    return micros == null ? null : (Long) (micros * NANOS_PER_MICRO);
  }

  /** Whether the group has no process but this one. */
  boolean isAlone() {
    return files.lines(file(version2 ? "" : "cpuacct", PROCESSES)).equals(SELF);
  }

  /** The file of the own group, or that of the mount's root where the group is not visible. */
  private String file(String controller, String name) {
    return found.computeIfAbsent(controller + "/" + name, key -> search(controller, name));
  }

  private String search(String controller, String name) {
    String mount = controller.isEmpty() ? MOUNT : MOUNT + "/" + controller;
    String own = mount + group(controller) + "/" + name;
    return files.line(own) == null ? mount + "/" + name : own;
  }

  private String group(String controller) {
    for (String line : files.lines("proc/self/cgroup")) {
      String[] fields = line.split(":", 3); // id:controllers:path
      if (fields.length == 3
          && List.of(fields[1].split(",")).contains(controller)
          && !fields[2].equals("/")) {
        return fields[2];
      }
    }
    return "";
  }
}
