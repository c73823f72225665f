package io.podwire.lab.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What /proc/cpuinfo says of the first processor. */
final class CpuFile {
  private final List<String> lines;

  CpuFile(KernelFiles files) {
    this.lines = files.lines("proc/cpuinfo");
  }

  /** The model's name, null where the kernel gives none (as on some ARM machines). */
  @Nullable String model() {
    return value("model name");
  }

  /** Whether a hypervisor is below; null where the processor does not tell. */
  @Nullable Boolean virtualMachine() {
    String flags = value("flags");
    return flags == null ? null : List.of(flags.split(" ")).contains("hypervisor");
  }

  private @Nullable String value(String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }
}
