package io.podwire.lab.environment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the cores of this machine lie to each other: {@code /sys/devices/system/cpu} (the kernel's
 * Documentation/ABI/stable/sysfs-devices-system-cpu). In a virtual machine it is what the
 * hypervisor tells. Stateless.
 */
final class CoreTopology {
  private static final String NODE = "node\\d+";
  private static final String CACHE = "index\\d+";

  private final KernelFiles files;

  CoreTopology(KernelFiles files) {
    this.files = files;
  }

  /** The distance, null where the kernel does not tell. */
  @Nullable CoreDistance between(int one, int other) {
    if (files.names(directory(one)).isEmpty() || files.names(directory(other)).isEmpty()) {
      return null;
    }
    if (one == other) {
      return CoreDistance.SAME_CORE;
    }
    if (areSiblings(one, other)) {
      return CoreDistance.SMT_SIBLINGS;
    }
    Optional<String> node = node(one);
    if (node.isPresent() && node(other).isPresent() && !node.equals(node(other))) {
      return CoreDistance.OTHER_NUMA_NODE;
    }
    List<Integer> sharing = coresOfLastLevelCache(one);
    if (sharing.isEmpty()) {
      return null;
    }
    return sharing.contains(other) ? CoreDistance.SHARED_CACHE : CoreDistance.OTHER_CACHE;
  }

  /**
   * By the list of siblings; a kernel without it numbers physical cores within a package, which on
   * some ARM machines repeat from cluster to cluster.
   */
  private boolean areSiblings(int one, int other) {
    List<Integer> siblings = CoreList.parse(topology(one, "thread_siblings_list"));
    if (!siblings.isEmpty()) {
      return siblings.contains(other);
    }
    return isSame(topology(one, "core_id"), topology(other, "core_id"))
        && isSame(topology(one, "physical_package_id"), topology(other, "physical_package_id"));
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  private @Nullable String topology(int core, String name) {
    return files.line(directory(core) + "/topology/" + name);
  }

  private Optional<String> node(int core) {
    return files.names(directory(core)).stream().filter(name -> name.matches(NODE)).findFirst();
  }

  private List<Integer> coresOfLastLevelCache(int core) {
    String caches = directory(core) + "/cache";
    long lastLevel = 0;
    List<Integer> sharing = List.of();
    for (String index : files.names(caches)) {
      Long level = files.number(caches + "/" + index + "/level");
      if (index.matches(CACHE) && level != null && level > lastLevel) {
        lastLevel = level;
        sharing = CoreList.parse(files.line(caches + "/" + index + "/shared_cpu_list"));
      }
    }
    return sharing;
  }

  private static String directory(int core) {
    return "sys/devices/system/cpu/cpu" + core;
  }
}
