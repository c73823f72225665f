package io.podwire.lab.environment;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kernel's way to write a set of cores, {@code 0-3,8} (cpuset(7), list format). Stateless. */
final class CoreList {
  private static final int MAX_CORES = 8192; // of any kernel

  private CoreList() {}

  /** The cores in ascending order; none where the text is no list. */
  static List<Integer> parse(@Nullable String text) {
    TreeSet<Integer> cores = new TreeSet<>();
    for (String range : text == null ? new String[0] : text.strip().split(",")) {
      String[] ends = range.split("-", 2);
      Long first = KernelFiles.parse(ends[0]);
      Long last = KernelFiles.parse(ends[ends.length - 1]);
      if (first == null || last == null || first < 0 || last >= MAX_CORES) {
        return List.of();
      }
      for (int core = first.intValue(); core <= last; core++) {
        cores.add(core);
      }
    }
    return List.copyOf(cores);
  }
}
