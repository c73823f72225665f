package io.podwire.lab.environment;

import java.util.List;

/** The cores on which this process may run (proc_pid_status(5)). Stateless. */
final class AllowedCores {
  private AllowedCores() {}

  /** In ascending order; none where the kernel does not tell. */
  static List<Integer> of(KernelFiles files) {
    String name = "Cpus_allowed_list:";
    return files.lines("proc/self/status").stream()
        .filter(line -> line.startsWith(name))
        .map(line -> CoreList.parse(line.substring(name.length())))
        .findFirst()
        .orElse(List.of());
  }

  /** Two of them, of different physical cores if there are such; none where there is only one. */
  static List<Integer> pair(KernelFiles files) {
    List<Integer> cores = of(files);
    if (cores.size() < 2) {
      return List.of();
    }
    CoreTopology topology = new CoreTopology(files);
    int first = cores.getFirst();
    return cores.stream()
        .skip(1)
        .filter(core -> topology.between(first, core) != CoreDistance.SMT_SIBLINGS)
        .findFirst()
        .map(core -> List.of(first, core))
        .orElse(cores.subList(0, 2));
  }
}
