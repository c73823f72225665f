package io.podwire.e2e.images;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.testcontainers.containers.GenericContainer;

/** A container of a {@link SimulatedPod}, as shut as a restricted pod shuts it. */
final class PodContainer extends GenericContainer<PodContainer> {
  private static final long ONE_CPU_NANOS = 1_000_000_000L;

  private final String program;

  /**
   * Prepares it.
   *
   * @param ipcMode shareable, or container:ID of the one that is
   * @param volume the pod's volume in memory
   */
  PodContainer(String program, String ipcMode, String volume) {
    super(BuiltImages.name(program));
    this.program = program;
    withTmpFs(Map.of("/tmp", "size=16m,mode=1777"));
    withCreateContainerCmdModifier(
        command -> restrict(Objects.requireNonNull(command.getHostConfig()), ipcMode, volume));
  }

  /** Runs it as this user and group. */
  PodContainer asUser(int id) {
    return withCreateContainerCmdModifier(command -> command.withUser(id + ":" + id));
  }

  private void restrict(HostConfig host, String ipcMode, String volume) {
    long memoryBytes = memoryLimitBytes();
    host.withIpcMode(ipcMode)
        .withMounts(
            List.of(new Mount().withType(MountType.VOLUME).withSource(volume).withTarget("/ipc")))
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withMemory(memoryBytes)
        .withMemorySwap(memoryBytes)
        .withNanoCPUs(ONE_CPU_NANOS);
  }

  long memoryLimitBytes() {
    return (program.equals("consumer") ? 128L : 192L) << 20;
  }

  /** Memory in use that the kernel cannot take back without more ado. */
  long workingSetBytes() {
    MemoryStatsConfig memory = Objects.requireNonNull(statistics().getMemoryStats());
    StatsConfig details = Objects.requireNonNull(memory.getStats());
    Long inactive =
        Objects.requireNonNullElse(details.getTotalInactiveFile(), details.getInactiveFile());
    return Objects.requireNonNull(memory.getUsage()) - Objects.requireNonNull(inactive);
  }

  private Statistics statistics() {
    AtomicReference<Statistics> last = new AtomicReference<>();
    var reading =
        new ResultCallback.Adapter<Statistics>() {
          @Override
          public void onNext(Statistics statistics) {
            last.set(statistics);
          }
        };
    try {
      getDockerClient()
          .statsCmd(getContainerId())
          .withNoStream(true)
          .exec(reading)
          .awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Objects.requireNonNull(last.get());
  }

  /** How it is, or how it ended. */
  ContainerState state() {
    return getDockerClient().inspectContainerCmd(getContainerId()).exec().getState();
  }

  /** Asks it to end as an orchestrator does: SIGTERM, and SIGKILL after the grace time. */
  void terminate(int graceSeconds) {
    getDockerClient().stopContainerCmd(getContainerId()).withTimeout(graceSeconds).exec();
  }

  @Override
  public String toString() {
    return program;
  }
}
