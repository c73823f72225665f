package io.podwire.lab.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine, container and moment that figures belong to. What the platform hides is null.
 *
 * @param simulated boundaries that local processes only stand for, in words; empty in a cluster
 * @param cores that this process may use
 * @param memoryLimitBytes of the cgroup
 * @param cpuLimitCores of the cgroup
 * @param clockSource of the kernel
 * @param noiseFloorNanos the largest gap that a spinning thread saw in a short look, see {@link
 *     Noise}
 * @param noise the same and more of this moment, before the first cell and, where it is cheap,
 *     after the last
 * @param otherLoadCores how many cores other programs kept busy in that moment
 * @param during what happened to the run
 * @param limits of the kernel by name, for instance {@code fs.mqueue.msg_max}
 * @param tmpfsBytes size of each memory volume that channels use, by mount point
 * @param placement who runs where, by the name that stands in paths
 * @param coreDistance what lies between the cores of the two ends; null where they are not pinned
 * @param notShown which boundaries this placement cannot show and why, a sentence each; null where
 *     nobody looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Environment(
    List<String> simulated,
    String podwireVersion,
    String javaVersion,
    String kernel,
    String architecture,
    @Nullable String cpuModel,
    int cores,
    @Nullable Long memoryLimitBytes,
    @Nullable Double cpuLimitCores,
    @Nullable Long throttledNanos,
    @Nullable String bootId,
    @Nullable String clockSource,
    @Nullable Boolean virtualMachine,
    @Nullable Long noiseFloorNanos,
    @Nullable Noise noise,
    @Nullable Double otherLoadCores,
    @Nullable RunConditions during,
    Map<String, Long> limits,
    Map<String, Long> tmpfsBytes,
    Map<String, String> placement,
    @Nullable CoreDistance coreDistance,
    @Nullable List<String> notShown) {

  /** The same, with what the placement cannot show. */
  public Environment withNotShown(List<String> sentences) {
    return with(noise, during, List.copyOf(sentences));
  }

  /** The same, with what happened to the run. */
  public Environment withDuring(RunConditions conditions) {
    return with(noise, conditions, notShown);
  }

  /** The same, with the noise that a look after the run saw added to what was known before. */
  Environment withLaterNoise(Noise later) {
    return with(noise == null ? later : noise.plus(later), during, notShown);
  }

  private Environment with(
      @Nullable Noise newNoise,
      @Nullable RunConditions newDuring,
      @Nullable List<String> newNotShown) {
    return new Environment(
        simulated,
        podwireVersion,
        javaVersion,
        kernel,
        architecture,
        cpuModel,
        cores,
        memoryLimitBytes,
        cpuLimitCores,
        throttledNanos,
        bootId,
        clockSource,
        virtualMachine,
        newNoise == null ? noiseFloorNanos : newNoise.floorNanos(),
        newNoise,
        otherLoadCores,
        newDuring,
        limits,
        tmpfsBytes,
        placement,
        coreDistance,
        newNotShown);
  }
}
