package io.podwire.lab.environment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The kernel's limits that channels meet, by the names that sysctl(8) and getrlimit(2) use. */
final class KernelLimits {
  private static final List<String> SYSCTLS =
      List.of(
          "fs.mqueue.msg_max",
          "fs.mqueue.msgsize_max",
          "fs.mqueue.queues_max",
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "fs.pipe-max-size",
          "fs.pipe-user-pages-soft",
          "net.core.wmem_max",
          "net.core.rmem_max");
  private static final String MSGQUEUE_LINE = "Max msgqueue size";

  private KernelLimits() {}

  static Map<String, Long> of(KernelFiles files) {
    Map<String, Long> limits = new TreeMap<>();
    for (String name : SYSCTLS) {
      put(limits, name, files.line("proc/sys/" + name.replace('.', '/')));
    }
    for (String line : files.lines("proc/self/limits")) {
      if (line.startsWith(MSGQUEUE_LINE)) {
        put(
            limits,
            "RLIMIT_MSGQUEUE",
            line.substring(MSGQUEUE_LINE.length()).strip().split(" ")[0]);
      }
    }
    return limits;
  }

  /** What is no number, such as {@code unlimited}, stays out. */
  private static void put(
      Map<String, Long> limits, String name, @org.jspecify.annotations.Nullable String text) {
    Long limit = KernelFiles.parse(text);
    if (limit != null) {
      limits.put(name, limit);
    }
  }
}
