package io.podwire.lab.environment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the machine, container and moment in which this process runs. */
public final class EnvironmentProbe {
  private static final String UNKNOWN = "unknown";
  private static final String BOOT_ID = "proc/sys/kernel/random/boot_id";

  private final KernelFiles files;
  private final RunWatch watch;

  EnvironmentProbe(Path root) {
    this.files = new KernelFiles(root);
    this.watch = new RunWatch(root, System::nanoTime);
  }

  /**
   * Looks now, before anything is measured; takes some 250 ms, nearly all of it on one core at a
   * time, for the noise. What the platform hides is null or missing.
   *
   * @param simulated see {@link Environment}
   * @param placement see {@link Environment}
   */
  public static Environment probe(List<String> simulated, Map<String, String> placement) {
    return new EnvironmentProbe(Path.of("/")).look(simulated, placement, List.of());
  }

  /**
   * The same for a source and a sink of this machine.
   *
   * @param cores to which the source and the sink are pinned, or none: then the scheduler decides,
   *     and the placement is not known
   */
  public static Environment probePinned(List<Integer> cores) {
    return new EnvironmentProbe(Path.of("/")).look(List.of(), placement(cores), cores);
  }

  /**
   * Looks at the noise again, after a run; takes as long as before it.
   *
   * @param before what {@link #probePinned} found
   * @param cores as there
   */
  public static Environment lookAgain(Environment before, List<Integer> cores) {
    return before.withLaterNoise(
        NoiseProbe.measure(lookedAt(new KernelFiles(Path.of("/")), cores)));
  }

  private static List<Integer> lookedAt(KernelFiles files, List<Integer> cores) {
    return cores.isEmpty() ? AllowedCores.pair(files) : cores;
  }

  private static Map<String, String> placement(List<Integer> cores) {
    Map<String, String> placement = new LinkedHashMap<>();
    if (!cores.isEmpty()) {
      placement.put("source", "core " + cores.get(0));
      placement.put("sink", "core " + cores.get(1));
    }
    return placement;
  }

  Environment look(List<String> simulated, Map<String, String> placement, List<Integer> cores) {
    CgroupFiles cgroup = new CgroupFiles(files);
    CpuFile cpu = new CpuFile(files);
    Noise noise = NoiseProbe.measure(lookedAt(files, cores));
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
        noise.floorNanos(),
        noise,
        watch.end().otherLoadCores(), // over the time that the noise took
        null,
        KernelLimits.of(files),
        MemoryVolumes.bytesByMountPoint(files),
        Collections.unmodifiableMap(new LinkedHashMap<>(placement)),
        cores.size() == 2 ? new CoreTopology(files).between(cores.get(0), cores.get(1)) : null,
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
