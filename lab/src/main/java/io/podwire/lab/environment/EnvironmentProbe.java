package io.podwire.lab.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the machine, container and moment in which this process runs. */
public final class EnvironmentProbe {
  private static final String UNKNOWN = "unknown";
  private static final String BOOT_ID = "proc/sys/kernel/random/boot_id";

  private final KernelFiles files;

  EnvironmentProbe(Path root) {
    this.files = new KernelFiles(root);
  }

  /**
   * Looks now; takes some 50 ms of one core for the noise floor. What the platform hides is null or
   * missing.
   *
   * @param simulated see {@link Environment}
   * @param placement see {@link Environment}
   */
  public static Environment probe(List<String> simulated, Map<String, String> placement) {
    return new EnvironmentProbe(Path.of("/")).look(simulated, placement);
  }

  Environment look(List<String> simulated, Map<String, String> placement) {
    CgroupFiles cgroup = new CgroupFiles(files);
    CpuFile cpu = new CpuFile(files);
    return new Environment(
        List.copyOf(simulated),
        version(),
        System.getProperty("java.runtime.version", UNKNOWN),
        System.getProperty("os.version", UNKNOWN),
        System.getProperty("os.arch", UNKNOWN),
        cpu.model(),
        Runtime.getRuntime().availableProcessors(),
        cgroup.memoryLimitBytes(),
        cgroup.cpuLimitCores(),
        cgroup.throttledNanos(),
        files.line(BOOT_ID),
        files.line("sys/devices/system/clocksource/clocksource0/current_clocksource"),
        cpu.virtualMachine(),
        NoiseFloor.measureNanos(),
        KernelLimits.of(files),
        MemoryVolumes.bytesByMountPoint(files),
        Map.copyOf(placement),
        null);
  }

  /** The id of this boot of this kernel; clocks of equal ones compare. Null where it is hidden. */
  public static @Nullable String bootId() {
    return new KernelFiles(Path.of("/")).line(BOOT_ID);
  }

  private static String version() {
    @Nullable String version = EnvironmentProbe.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }
}
